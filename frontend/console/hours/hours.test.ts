import { describe, expect, it } from "vitest";
import type { Hours } from "../../shared/api/contract";
import { copied, furtherTimes, hoursFrom, shareOfDay, spansOf, timesOf, usualHours } from "./hours";

const row = (from: string, to: string) => ({ from, to });

describe("the hours of a day", () => {
  it("are put in order, and end at midnight at the latest", () => {
    expect(spansOf([row("13:00", "00:00"), row("08:00", "12:00")])).toEqual([
      ["08:00", "12:00"],
      ["13:00", "24:00"],
    ]);
    expect(spansOf([])).toEqual([]);
    expect(timesOf([["00:00", "24:00"]])).toEqual([row("00:00", "00:00")]);
    expect(spansOf(timesOf([["00:00", "24:00"]]))).toEqual([["00:00", "24:00"]]);
  });

  it("are refused if they are impossible or not filled in", () => {
    for (const rows of [
      [row("18:00", "08:00")],
      [row("08:00", "08:00")],
      [row("08:00", "")],
      [row("", "12:00")],
      [row("08:00", "12:00"), row("11:00", "13:00")],
      [row("08:00", "00:00"), row("22:00", "23:00")],
    ])
      expect(spansOf(rows), JSON.stringify(rows)).toBeNull();
  });

  it("go on after a break, while the day has room", () => {
    expect(furtherTimes([])).toEqual(row("09:00", "17:00"));
    expect(furtherTimes([row("08:00", "12:00")])).toEqual(row("13:00", "18:00"));
    expect(furtherTimes([row("08:00", "23:00")])).toEqual(row("", ""));
    expect(furtherTimes([row("08:00", "00:00")])).toEqual(row("", ""));
    expect(furtherTimes([row("08:00", "")])).toEqual(row("", ""));
  });

  it("compare as equal if they mean the same", () => {
    const written = { time_zone: "UTC", weekly: { tuesday: [], monday: [["08:00", "12:00"]] } } as Hours;
    const read = {
      time_zone: "UTC",
      weekly: { monday: [["08:00", "12:00"]] },
      holidays: [],
      special_days: [],
    } as Hours;
    expect(JSON.stringify(hoursFrom(written))).toBe(JSON.stringify(read));
  });

  it("are copied to the chosen days, closed ones too", () => {
    const spans = {
      monday: [["08:00", "12:00"]],
      sunday: [["10:00", "11:00"]],
    } as unknown as Hours["weekly"];
    const { weekly } = copied({ time_zone: "UTC", weekly: spans }, "monday", ["tuesday", "friday"]);
    expect(Object.keys(weekly)).toEqual(["monday", "tuesday", "friday", "sunday"]);
    expect(weekly.friday).toEqual([["08:00", "12:00"]]);
    expect(copied({ time_zone: "UTC", weekly: spans }, "saturday", ["sunday"]).weekly.sunday).toBeUndefined();
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
