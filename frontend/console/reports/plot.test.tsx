// @vitest-environment happy-dom
/** A plot says each bar's value to those who point at it, and to those who go through it with the keys. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Plot } from "./plot";
import type { Bar } from "./reports";

const BARS: readonly Bar[] = [
  { key: "a", label: "Monday", value: 3 },
  { key: "b", label: "Tuesday", value: null },
  { key: "c", label: "Wednesday", value: 5, low: 2, high: 9 },
];

let root: HTMLElement;

beforeEach(() => {
  root = document.createElement("div");
  document.body.append(root);
});

afterEach(() => {
  render(null, root);
  root.remove();
});

async function shown(lying: boolean): Promise<SVGGElement[]> {
  const text = (value: number | null): string => (value === null ? "none" : String(value));
  await act(() => render(<Plot title="Days" bars={BARS} lying={lying} text={text} />, root));
  return [...root.querySelectorAll<SVGGElement>("[data-place]")];
}

async function press(bar: SVGGElement, key: string): Promise<void> {
  await act(() => {
    bar.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
}

it.each([true, false])("names each bar with its value and its error bar (lying: %s)", async (lying) => {
  const names = (await shown(lying)).map((bar) => bar.getAttribute("aria-label"));
  expect(names).toEqual(["Monday: 3", "Tuesday: none", "Wednesday: 5 (2 – 9)"]);
});

it("is one stop for the Tab key, and the arrows, Home and End go from bar to bar", async () => {
  const bars = await shown(false);
  const stops = (): (string | null)[] => bars.map((bar) => bar.getAttribute("tabindex"));
  expect(stops()).toEqual(["0", "-1", "-1"]);
  const [first, second, third] = bars as [SVGGElement, SVGGElement, SVGGElement];
  await press(first, "ArrowRight");
  expect(stops()).toEqual(["-1", "0", "-1"]);
  await press(second, "End");
  await press(third, "ArrowRight");
  expect(stops()).toEqual(["-1", "-1", "0"]);
  await press(third, "Home");
  expect(stops()).toEqual(["0", "-1", "-1"]);
});

it("shows the value of the bar that is pointed at", async () => {
  const [, , third] = await shown(true);
  expect(root.querySelector(".plot-tip")).toBeNull();
  await act(() => {
    third?.dispatchEvent(new MouseEvent("mouseenter"));
  });
  expect(root.querySelector(".plot-tip")?.textContent).toBe("5 (2 – 9) Wednesday");
});
