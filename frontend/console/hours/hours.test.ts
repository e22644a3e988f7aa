import { describe, expect, it } from "vitest";
import type { Hours } from "../../shared/api/contract";
import { holidaysFrom, hoursFrom, likeMonday, shareOfDay, spansFrom, spansText, usualHours } from "./hours";

describe("the hours of a day", () => {
  it("are parsed from text and sorted", () => {
    expect(spansFrom("13-18, 8:00 – 12:00")).toEqual([
      ["08:00", "12:00"],
      ["13:00", "18:00"],
    ]);
    expect(spansFrom("0-24")).toEqual([["00:00", "24:00"]]);
    expect(spansFrom("  ")).toEqual([]);
  });

  it("are refused if they are impossible", () => {
    for (const text of ["18-8", "8-25", "8:60-9", "8-12, 11-13", "mornings", "8"]) {
      expect(spansFrom(text), text).toBeNull();
    }
  });

  it("are written back in the same form", () => {
    const spans = spansFrom("08:00-12:00, 13:00-24:00");
    expect(spansText(spans ?? undefined)).toBe("08:00-12:00, 13:00-24:00");
    expect(spansText(undefined)).toBe("");
  });

  it("compare as equal if they mean the same", () => {
    const written = { time_zone: "UTC", weekly: { tuesday: [], monday: [["08:00", "12:00"]] } } as Hours;
    const read = { time_zone: "UTC", weekly: { monday: [["08:00", "12:00"]] }, holidays: [] } as Hours;
    expect(JSON.stringify(hoursFrom(written))).toBe(JSON.stringify(read));
  });

  it("are copied from Monday to the weekdays alone", () => {
    const spans = {
      monday: [["08:00", "12:00"]],
      sunday: [["10:00", "11:00"]],
    } as unknown as Hours["weekly"];
    const { weekly } = likeMonday({ time_zone: "UTC", weekly: spans });
    expect(Object.keys(weekly)).toEqual(["monday", "tuesday", "wednesday", "thursday", "friday", "sunday"]);
    expect(weekly.friday).toEqual([["08:00", "12:00"]]);
    expect(weekly.sunday).toEqual([["10:00", "11:00"]]);
  });

  it("stand at their place in the day", () => {
    expect(["00:00", "12:00", "18:30", "24:00"].map(shareOfDay)).toEqual([
      0,
      50,
      expect.closeTo(77.08, 1),
      100,
    ]);
  });

  it("start with a common week", () => {
    expect(Object.keys(usualHours("Europe/Brussels").weekly)).toHaveLength(5);
  });
});

describe("holidays", () => {
  it("are days of one year or of every year, without repeats", () => {
    expect(holidaysFrom("2026-12-24, 12-25\n12-25; 02-29")).toEqual(["02-29", "12-25", "2026-12-24"]);
    expect(holidaysFrom("")).toEqual([]);
  });

  it("are refused if the calendar has no such day", () => {
    for (const text of ["2026-02-29", "13-01", "Christmas", "12-25 12-26"])
      expect(holidaysFrom(text), text).toBeNull();
  });
});
