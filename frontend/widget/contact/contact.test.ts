import { describe, expect, it } from "vitest";
import { ApiError } from "../../shared/http";
import { faultsOf, refusedField, tidied } from "./contact";

const left = (email: string, phone: string) => faultsOf({ email, phone, note: "" });

describe("what a customer leaves", () => {
  it("is good with either or both", () => {
    expect(left("mara@example.com", "")).toEqual({});
    expect(left("", "+32 (0)2 555.12-34")).toEqual({});
    expect(left("mara@example.com", "02/555 12 34")).toEqual({});
  });

  it("may be typed with Arabic or Persian digits", () => {
    const { phone } = tidied({ email: "", phone: " +٩٧١ ٤ ۷۹۴ 6018 ", note: "" });
    expect(phone).toBe("+971 4 794 6018");
    expect(left("", phone)).toEqual({});
  });

  it("is one of the two at least, which both fields say", () =>
    expect(left("", "")).toEqual({ email: "neither", phone: "neither" }));

  it("names each field that is wrong, also beside a good one", () => {
    expect(left("mara", "")).toEqual({ email: "wrong" });
    expect(left("mara@example.com", "12345")).toEqual({ phone: "wrong" });
    expect(left("mara", "call me at 0470 12 34 56")).toEqual({ email: "wrong", phone: "wrong" });
    expect(left("", "1".repeat(21))).toEqual({ phone: "wrong" });
  });
});

describe("what the server refuses", () => {
  it("is tied to its field, and to none where it is something else", () => {
    const error = (details: Record<string, unknown>) => new ApiError("bad_type", "", 400, null, details);
    expect(refusedField(error({ field: "phone" }))).toBe("phone");
    expect(refusedField(error({ field: "note" }))).toBeNull();
    expect(refusedField(error({}))).toBeNull();
    expect(refusedField(new Error("phone"))).toBeNull();
  });
});
