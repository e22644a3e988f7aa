import { describe, expect, it } from "vitest";
import { wallTime } from "./time";

describe("a time on the company's wall", () => {
  const closes = "2030-07-01T16:00:00.000Z";

  it("is plain where the reader's clock says the same", () => {
    expect(wallTime(closes, "Europe/Brussels", "nl", "Europe/Amsterdam")).toBe("18:00");
    expect(wallTime(closes, null, "nl", "Europe/Amsterdam")).toBe("18:00");
  });

  it("names its zone where the reader's clock says something else", () => {
    expect(wallTime(closes, "Europe/Brussels", "de", "Europe/London")).toBe("18:00 MESZ");
    expect(wallTime(closes, "Europe/Brussels", "en", "America/New_York")).toMatch(/^06:00\sPM GMT\+2$/);
  });

  it("is the reader's own in a zone that her browser does not know", () =>
    expect(wallTime(closes, "Mars/Olympus", "nl", "Europe/London")).toBe("17:00"));
});
