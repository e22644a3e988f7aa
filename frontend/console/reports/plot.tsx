/**
 * A plot of bars, drawn as SVG in the width that it has. A bar says its value when it is pointed at or has the focus; the
 * arrow keys go from bar to bar.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { axisEnd, axisLines, type Bar } from "./reports";

interface PlotProps {
  title: string;
  bars: readonly Bar[];
  /** Names of things lie beside lying bars; days and hours stand below standing ones. */
  lying: boolean;
  text: (value: number | null) => string;
}

const HEIGHT = 220;
const EDGE = { left: 52, right: 8, top: 12, bottom: 28 };
const LYING_ROW = 34;
const WIDEST_BAR = 56;
/** Room that a label needs below the bars. */
const LABEL_WIDTH = 56;

export function Plot(props: PlotProps): JSX.Element {
  const { bars, lying, title, text } = props;
  const box = useRef<HTMLDivElement>(null);
  const width = useSignal(640);
  const shown = useSignal<number | null>(null);
  const reached = useSignal(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => (width.value = Math.max(240, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const height = lying ? bars.length * LYING_ROW + 4 : HEIGHT;
  const most = axisEnd(bars);
  const places = bars.map((bar, place) =>
    lying
      ? lyingPlace(bar, place, most, width.value)
      : standingPlace(bar, place, most, width.value, bars.length),
  );
  const active = shown.value === null ? null : bars[shown.value];
  const activePlace = shown.value === null ? null : places[shown.value];
  const current = Math.min(reached.value, bars.length - 1);

  function move(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const step = steps[event.key];
    const next =
      event.key === "Home"
        ? 0
        : event.key === "End"
          ? bars.length - 1
          : step === undefined
            ? null
            : current + step;
    if (next === null || next < 0 || next >= bars.length) return;
    event.preventDefault();
    reached.value = next;
    box.current?.querySelector<SVGGElement>(`[data-place="${next}"]`)?.focus();
  }

  return (
    <div class="plot" ref={box}>
      {/* biome-ignore lint/a11y/useSemanticElements: an SVG cannot be a fieldset */}
      <svg width={width.value} height={height} role="group" aria-label={title} onKeyDown={move}>
        {lying ? null : <Axis most={most} width={width.value} text={text} />}
        {bars.map((bar, place) => (
          // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a part of a picture, which the keys go through
          <g
            key={bar.key}
            class={shown.value === place ? "plot-bar plot-active" : "plot-bar"}
            role="img"
            aria-label={`${bar.label}: ${said(bar, text)}`}
            data-place={place}
            tabindex={place === current ? 0 : -1}
            onMouseEnter={() => (shown.value = place)}
            onMouseLeave={() => (shown.value = null)}
            onFocus={() => {
              shown.value = place;
              reached.value = place;
            }}
            onBlur={() => (shown.value = null)}
          >
            <Drawn bar={bar} at={places[place] as Place} lying={lying} text={text} />
          </g>
        ))}
      </svg>
      {active && activePlace && (
        <p
          class="plot-tip"
          aria-hidden="true"
          style={{
            insetInlineStart: `${clamp(activePlace.tip, 70, width.value - 70)}px`,
            top: `${activePlace.tipTop}px`,
          }}
        >
          <strong>{said(active, text)}</strong> {active.label}
        </p>
      )}
    </div>
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The whole strip, which can be pointed at where the bar itself is small. */
  readonly strip: readonly [x: number, y: number, width: number, height: number];
  readonly whisker: readonly [low: number, high: number] | null;
  readonly label: string | null;
  readonly tip: number;
  readonly tipTop: number;
}

function standingPlace(bar: Bar, place: number, most: number, width: number, count: number): Place {
  const step = (width - EDGE.left - EDGE.right) / count;
  const room = HEIGHT - EDGE.top - EDGE.bottom;
  const height = ((bar.value ?? 0) / most) * room;
  const thick = Math.max(1, Math.min(WIDEST_BAR, step * 0.72));
  const left = EDGE.left + step * place;
  const every = Math.ceil(LABEL_WIDTH / step);
  return {
    x: left + (step - thick) / 2,
    y: HEIGHT - EDGE.bottom - height,
    width: thick,
    height,
    strip: [left, EDGE.top, step, room],
    whisker: null,
    label: place % every === 0 && left + LABEL_WIDTH / 2 < width ? bar.label : null,
    tip: left + step / 2,
    tipTop: Math.max(0, HEIGHT - EDGE.bottom - height - 44),
  };
}

function lyingPlace(bar: Bar, place: number, most: number, width: number): Place {
  const names = Math.min(200, width * 0.4);
  const room = width - names - 76;
  const across = (value: number): number => names + (value / most) * room;
  const y = place * LYING_ROW;
  const hasEnds = typeof bar.low === "number" && typeof bar.high === "number";
  const letters = Math.floor(names / 7.4);
  return {
    x: names,
    y: y + 7,
    width: across(bar.value ?? 0) - names,
    height: LYING_ROW - 14,
    strip: [0, y, width, LYING_ROW],
    whisker: hasEnds ? [across(bar.low as number), across(bar.high as number)] : null,
    label: bar.label.length > letters ? `${bar.label.slice(0, letters - 1)}…` : bar.label,
    tip: across(bar.value ?? 0),
    tipTop: Math.max(0, y - 40),
  };
}

function Drawn(props: { bar: Bar; at: Place; lying: boolean; text: PlotProps["text"] }): JSX.Element {
  const { at, lying } = props;
  const [x, y, width, height] = at.strip;
  const middle = at.y + at.height / 2;
  const end = Math.max(at.x + at.width, at.whisker?.[1] ?? 0);
  return (
    <>
      <rect class="plot-strip" x={x} y={y} width={width} height={height} />
      <rect class="plot-fill" x={at.x} y={at.y} width={at.width} height={at.height} rx={2} />
      {at.whisker && (
        <path
          class="plot-whisker"
          d={`M${at.whisker[0]} ${middle}H${at.whisker[1]}M${at.whisker[0]} ${middle - 5}v10M${at.whisker[1]} ${middle - 5}v10`}
        />
      )}
      {lying ? (
        <>
          <text x={at.x - 8} y={middle + 4} text-anchor="end">
            {at.label}
          </text>
          <text class="plot-number" x={end + 8} y={middle + 4}>
            {props.text(props.bar.value)}
          </text>
        </>
      ) : (
        at.label !== null && (
          <text x={at.tip} y={HEIGHT - 8} text-anchor="middle">
            {at.label}
          </text>
        )
      )}
    </>
  );
}

function Axis({ most, width, text }: { most: number; width: number; text: PlotProps["text"] }): JSX.Element {
  return (
    <g class="plot-axis">
      {axisLines(most).map((line) => {
        const y = HEIGHT - EDGE.bottom - (line / most) * (HEIGHT - EDGE.top - EDGE.bottom);
        return (
          <g key={line}>
            <line x1={EDGE.left} x2={width - EDGE.right} y1={y} y2={y} />
            <text x={EDGE.left - 8} y={y + 4} text-anchor="end">
              {text(line)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function said(bar: Bar, text: PlotProps["text"]): string {
  if (typeof bar.low !== "number" || typeof bar.high !== "number") return text(bar.value);
  return `${text(bar.value)} (${text(bar.low)} – ${text(bar.high)})`;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
