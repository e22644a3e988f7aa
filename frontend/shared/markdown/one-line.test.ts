import { describe, expect, it } from "vitest";
import { oneLine } from "./one-line";

describe("a reply in one line", () => {
  it.each([
    ["Up to **three** cards can be used.", "Up to three cards can be used."],
    ["See [opening hours](/help/hours), or `call` us.", "See opening hours, or call us."],
    ["## Prices\n\n- one key: __€19__\n- two keys: €29", "Prices one key: €19 two keys: €29"],
    ["| To | Days |\n|---|---|\n| Belgium | 1–2 |", "To Days Belgium 1–2"],
    ["1. Open the order.\n2) Choose **Exchange**.", "Open the order. Choose Exchange."],
    ["2 * 3 * 4 = 24, a_b_c and -5 °C", "2 * 3 * 4 = 24, a_b_c and -5 °C"],
    ["", ""],
  ])("%s", (markdown, plain) => {
    expect(oneLine(markdown)).toBe(plain);
  });
});
