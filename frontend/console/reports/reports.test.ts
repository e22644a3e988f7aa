/** The arithmetic of the Reports page: periods, addresses, axes, durations. */
import { describe, expect, it } from "vitest";
import type { Report } from "../../shared/api/contract";
import { createWords } from "../../shared/words";
import { type ConsoleWords, en } from "../messages";
import { labelText, secondsText, valueText } from "./labels";
import { axisEnd, axisLines, csvAddress, EVERYTHING, isEmpty, lastDays, queryOf } from "./reports";

const words = createWords("en", en, en) as unknown as ConsoleWords;

describe("a period", () => {
  it("ends today and begins so many days before, over the end of a month too", () => {
    expect(lastDays("2030-03-04", 7)).toEqual({ since: "2030-02-26", until: "2030-03-04" });
    expect(lastDays("2030-03-04", 1)).toEqual({ since: "2030-03-04", until: "2030-03-04" });
  });

  it("asks for nothing that is not limited", () => {
    expect(queryOf({ ...EVERYTHING, topic: "a&b" })).toMatchObject({ topic: "a&b", agent: null });
    expect(csvAddress("volume", { ...EVERYTHING, topic: "a&b" }, "by_day")).toBe(
      "/api/v1/reports/volume/csv?table=by_day&topic=a%26b",
    );
  });
});

describe("an axis", () => {
  it.each([
    [[0], 1],
    [[7], 10],
    [[12, 3], 20],
    [[0.31], 0.5],
    [[5000], 5000],
  ])("of %s ends at %s", (values, end) => {
    expect(axisEnd(values.map((value) => ({ key: "", label: "", value })))).toBe(end);
  });

  it.each([1, 2, 5, 10, 20, 50, 100, 2000])("up to %s has lines at whole numbers only", (most) => {
    const lines = axisLines(most);
    expect(lines.map(Math.round)).toEqual(lines);
    expect([lines[0], lines.at(-1)]).toEqual([0, most]);
    expect(lines.length).toBeLessThanOrEqual(6);
  });

  it("has room for error bars", () => {
    expect(axisEnd([{ key: "", label: "", value: 0.4, low: 0.1, high: 0.8 }])).toBe(1);
  });
});

describe("values", () => {
  it.each([
    [0, "0 sec"],
    [45, "45 sec"],
    [60, "1 min"],
    [200, "3 min 20 sec"],
    [7500, "2 hr 5 min"],
    [7200, "2 hr"],
  ])("%s seconds are %s", (seconds, text) => expect(secondsText(seconds, words)).toBe(text));

  it("are said in their unit, and none is no nought", () => {
    expect(valueText(0.125, "share", words)).toBe("12.5%");
    expect(valueText(4, "count", words)).toBe("4");
    expect(valueText(null, "share", words)).toBe("no cases");
  });

  it("are of something with a name", () => {
    expect(labelText("7", "hour", words)).toBe("07:00");
    expect(labelText("track_order", "topic", words)).toBe("Where an order is");
    expect(labelText("ask_boat_hire", "topic", words)).toBe("Ask boat hire");
    expect(labelText("E-bikes", "topic", words)).toBe("E-bikes");
    expect(labelText("gift cards", "topic", words)).toBe("Gift cards");
    expect(labelText(null, "topic", words)).toBe("No topic");
    expect(labelText("nl", "language", words)).toBe("Dutch");
    expect(labelText("2030-03-04", "day", words)).toBe("Mar 4");
  });
});

it("an empty report is one without any number", () => {
  const row = { label: "1", values: [0, null] };
  const series = [{ key: "a", by: "hour", columns: [], rows: [row] }];
  const report = { figures: [{ value: 0 }, { value: null }], series } as unknown as Report;
  expect(isEmpty(report)).toBe(true);
  expect(isEmpty({ ...report, figures: [{ value: 1 }] } as unknown as Report)).toBe(false);
});
