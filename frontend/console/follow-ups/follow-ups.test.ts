import { describe, expect, it } from "vitest";
import { telephoneLink, wayOf } from "./follow-ups";

describe("a link that dials", () => {
  it.each([
    ["+32 2 555 12 34", "tel:+3225551234"],
    ["+32 (0)2 555.12-34", "tel:+3225551234"],
    ["(02) 555/12 34", "tel:025551234"],
    ["(0) 25551234", "tel:025551234"],
  ])("of %s", (phone, link) => expect(telephoneLink(phone)).toBe(link));
});

describe("what to do", () => {
  it("depends on the contact details that the customer left", () => {
    expect(wayOf({ kind: "contact", email: "mara@example.com", phone: null })).toBe("contact");
    expect(wayOf({ kind: "contact", email: null, phone: "025551234" })).toBe("contact_phone");
    expect(wayOf({ kind: "contact", email: "mara@example.com", phone: "025551234" })).toBe("contact_both");
    expect(wayOf({ kind: "call_back", email: null, phone: null })).toBe("call_back");
  });
});
