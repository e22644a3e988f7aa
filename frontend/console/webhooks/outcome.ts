/** How a delivery went, in a colour and in words. */
import type { WebhookDelivery } from "../../shared/api/contract";
import type { Tone } from "../../shared/components/basics";
import { type ConsoleWords, codeText } from "../messages";

export const STATE_TONES: Record<WebhookDelivery["state"], Tone> = {
  waiting: "info",
  delivered: "good",
  failed: "danger",
};

/** Why it was not taken, with the status of the answer if there was one. */
export function problemText(problem: string | null, status: number | null, words: ConsoleWords): string {
  const why = problem ? codeText(words, "webhook_problem", problem) : "";
  return [why, status ? words("webhook_status", { status }) : ""].filter(Boolean).join(", ");
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
