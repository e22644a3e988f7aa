/** How long a call about a customer's data may take, and what is said if it fails. */
import { ApiError } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import type { ConsoleWords } from "../messages";

/** The server gives up after half a minute. */
export const PATIENCE_MS = 60_000;

export function keptFailure(error: unknown, words: ConsoleWords): string {
  const code = error instanceof ApiError ? error.code : "";
  if (code === "not_found") return words("kept_nothing");
  return code === "too_large" ? words("kept_too_large") : failureText(error, words);
}
