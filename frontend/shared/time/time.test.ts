import { describe, expect, it } from "vitest";
import { wallTime } from "./time";

describe("the company's local time", () => {
  const closes = "2030-07-01T16:00:00.000Z";

  it("has no zone if the reader's time is the same", () => {
    expect(wallTime(closes, "Europe/Brussels", "nl", "Europe/Amsterdam")).toBe("18:00");
    expect(wallTime(closes, null, "nl", "Europe/Amsterdam")).toBe("18:00");
  });

  it("names its zone if the reader's time differs", () => {
    expect(wallTime(closes, "Europe/Brussels", "de", "Europe/London")).toBe("18:00 MESZ");
    expect(wallTime(closes, "Europe/Brussels", "en", "America/New_York")).toMatch(/^06:00\sPM GMT\+2$/);
  });

  it("is the reader's time if the browser does not know the zone", () =>
    expect(wallTime(closes, "Mars/Olympus", "nl", "Europe/London")).toBe("17:00"));
});
