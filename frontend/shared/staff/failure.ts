/** The text of a failed call: known codes have their own sentence, others show the server's. */
import { ApiError } from "../http";
import type { Words } from "../words";
import { type StaffKey, staffEn } from "./messages/en";

export function failureText(error: unknown, words: Words<StaffKey>): string {
  if (!(error instanceof ApiError)) return words("failure_other", { message: String(error) });
  const key = `failure_${error.code}`;
  return isStaffKey(key) ? words(key) : words("failure_other", { message: error.message });
}

function isStaffKey(key: string): key is StaffKey {
  return Object.hasOwn(staffEn, key);
}
