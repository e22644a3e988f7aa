/** Failures say what somebody can do about them. */
import { expect, test } from "vitest";
import { ApiError } from "../../http";
import type { Words } from "../../words";
import { failureText } from "../failure";
import { type StaffKey, staffEn } from "./en";

const words = ((key: StaffKey, values: Record<string, unknown> = {}) =>
  Object.entries(values).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, String(value)),
    String(staffEn[key]),
  )) as unknown as Words<StaffKey>;

const refused = (code: string, details: Record<string, unknown>): string =>
  failureText(new ApiError(code, "no", 400, null, details), words);

test("what is too much names the most that may be", () => {
  expect(refused("too_large", { field: "body", limit: 262_144 })).toContain("256 KiB");
  expect(refused("too_large", { limit: 5 * 1024 ** 2 })).toContain("5 MiB");
  expect(refused("too_long", { field: "body", limit: 1000 })).toBe(
    "The text has too many headings: 1000 are the most.",
  );
  expect(refused("too_long", { field: "title", limit: 200 })).toContain("200");
});

test("without a limit it says as much as it knows", () => {
  expect(refused("too_large", {})).toBe("This is too large.");
});
