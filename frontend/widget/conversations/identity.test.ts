/** A conversation belongs to the person who is signed in on the site; only the server trusts what the token says. */
import { describe, expect, it } from "vitest";
import { readableOn } from "../../shared/contrast";
import { subjectOf } from "./identity";

const token = (claims: unknown): string => `head.${btoa(JSON.stringify(claims))}.signature`;

describe("subjectOf", () => {
  it("tells two persons apart", () => {
    expect(subjectOf(token({ sub: "ada" }))).toBe("ada");
    expect(subjectOf(token({ sub: "eve" }))).not.toBe(subjectOf(token({ sub: "ada" })));
  });
  it("knows the same person by a newer token", () => {
    expect(subjectOf(token({ sub: "ada", exp: 1 }))).toBe(subjectOf(token({ sub: "ada", exp: 2 })));
  });
  it("is nobody without a token", () => expect(subjectOf(null)).toBeNull());
  it("takes a broken token for somebody of its own", () => expect(subjectOf("a.%%%.c")).toBe("%%%"));
});

it.each([
  ["#14524a", "#ffffff"],
  ["#ffd400", "#10201d"],
])("what stands on %s is %s", (colour, text) => expect(readableOn(colour)).toBe(text));
