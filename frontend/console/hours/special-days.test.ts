import { describe, expect, it } from "vitest";
import type { Hours } from "../../shared/api/contract";
import { hoursFrom } from "./hours";
import { type DayRow, daysOf, emptyRow, faultsOf, inOrder, rowsOf, todayIn } from "./special-days";

const TODAY = "2030-06-15";

const hours = (rest: Partial<Hours>): Hours => ({ time_zone: "UTC", weekly: {}, ...rest });

const row = (rest: Partial<DayRow>): DayRow => ({ ...emptyRow([]), date: "2030-12-24", ...rest });

describe("special days as rows", () => {
  const rows = rowsOf(
    hours({
      holidays: ["05-01", "2030-01-02", "2030-12-24", "02-29"],
      special_days: [
        { date: "12-31", name: "New Year's Eve", open: [["09:00", "24:00"]] },
        { date: "2030-12-24", name: "Christmas Eve" },
      ],
    }),
    TODAY,
  );

  it("stand in the order in which they come, past ones marked", () => {
    expect(rows.map(({ date, yearly, past }) => [date, yearly, past])).toEqual([
      ["2030-01-02", false, true],
      ["2030-12-24", false, false],
      ["2030-12-31", true, false],
      ["2031-05-01", true, false],
      ["2032-02-29", true, false],
    ]);
    expect(rows[1]?.name).toBe("Christmas Eve");
    expect(rows[2]).toMatchObject({ open: true, times: [{ from: "09:00", to: "00:00" }] });
  });

  it("are sent as they came: only closed ones as holidays", () => {
    expect(daysOf(rows)).toEqual({
      holidays: ["02-29", "05-01", "2030-01-02"],
      special_days: [
        { date: "12-31", name: "New Year's Eve", open: [["09:00", "24:00"]] },
        { date: "2030-12-24", name: "Christmas Eve", open: [] },
      ],
    });
  });

  it("compare as equal however the server has written them", () => {
    const days = { special_days: [{ date: "12-26" }, { date: "12-25" }] };
    expect(hoursFrom(hours(days))).toEqual(hoursFrom(hours({ holidays: ["12-25", "12-26"] })));
  });

  it("wait at the end until they have a date", () => {
    const added = emptyRow(rows);
    expect(rows.map(({ key }) => key)).not.toContain(added.key);
    expect(inOrder([added, ...rows], TODAY).at(-1)?.key).toBe(added.key);
  });
});

describe("a special day that cannot be kept", () => {
  it("has no date, or one that is there already", () => {
    const rows = [row({ key: 1 }), row({ key: 2, name: "Again" }), row({ key: 3, yearly: true })];
    expect([...faultsOf(rows)]).toEqual([[2, "twice"]]);
    expect([...faultsOf([row({ key: 4, date: "" })])]).toEqual([[4, "missing"]]);
    expect([...faultsOf([row({ key: 5, date: "0002-12-24" })])]).toEqual([[5, "missing"]]);
    expect(daysOf(rows)).toBeNull();
  });

  it("is open at impossible hours, or at none", () => {
    for (const times of [[], [{ from: "12:00", to: "09:00" }], [{ from: "", to: "09:00" }]])
      expect(faultsOf([row({ open: true, times })]).get(0), JSON.stringify(times)).toBe("times");
    expect(daysOf([row({ open: false, times: [{ from: "12:00", to: "09:00" }] })])?.holidays).toHaveLength(1);
  });
});

it("knows the date where the department is", () => {
  const now = new Date("2030-06-15T23:30:00Z");
  expect([todayIn("Asia/Tokyo", now), todayIn("America/New_York", now)]).toEqual([
    "2030-06-16",
    "2030-06-15",
  ]);
});
