import { describe, expect, it } from "vitest";
import { contrast, readableOn } from "./contrast";

describe("contrast", () => {
  it("is counted as WCAG does", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 0);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 1);
    expect(contrast("#14524a", "#14524a")).toBeCloseTo(1);
  });

  it("leaves no background on which the chosen text cannot be read", () => {
    for (let r = 0; r < 256; r += 15)
      for (let g = 0; g < 256; g += 15)
        for (let b = 0; b < 256; b += 15) {
          const colour = `#${[r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
          expect(contrast(readableOn(colour), colour)).toBeGreaterThanOrEqual(4.5);
        }
  });

  it("prefers white on strong colours", () => {
    expect(readableOn("#14524a")).toBe("#ffffff");
    expect(readableOn("#ffd54f")).toBe("#10201d");
  });
});
