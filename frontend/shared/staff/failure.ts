/** The text of a failed call: known codes have their own sentence, others show the server's. */
import { ApiError } from "../http";
import type { Words } from "../words";
import { type StaffKey, staffEn } from "./messages/en";

const KIB = 1024;

export function failureText(error: unknown, words: Words<StaffKey>): string {
  if (!(error instanceof ApiError)) return words("failure_other", { message: String(error) });
  const limit = limitText(error, words);
  if (limit !== null) return limit;
  const key = `failure_${error.code}`;
  return isStaffKey(key) ? words(key) : words("failure_other", { message: error.message });
}

/** What is too much can only be made less by somebody who knows how much may be. */
function limitText({ code, details }: ApiError, words: Words<StaffKey>): string | null {
  const { limit, field } = details;
  if (typeof limit !== "number") return null;
  if (code === "too_large") {
    const size = limit < KIB ** 2 ? `${Math.floor(limit / KIB)} KiB` : `${Math.floor(limit / KIB ** 2)} MiB`;
    return words("failure_too_large_of", { limit: size });
  }
  if (code !== "too_long") return null;
  return words(field === "body" ? "failure_headings" : "failure_too_long_of", { limit });
}

function isStaffKey(key: string): key is StaffKey {
  return Object.hasOwn(staffEn, key);
}
