/** What a customer is called on a screen: the signed name, otherwise a short mark of the conversation. */
import type { ConsoleWords } from "../messages";

export function customerName(
  conversation: { readonly id: string; readonly customer?: string | null } | undefined,
  words: ConsoleWords,
): string {
  return conversation?.customer || `${words("customer_unnamed")} ${conversation?.id.slice(-4) ?? ""}`.trim();
}
