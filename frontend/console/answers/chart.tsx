/** A small SVG chart of one share against another, with its numbers as a table for people who cannot see it. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Line {
  readonly name: string;
  readonly look: "plain" | "dashed" | "dots" | "faint";
  readonly points: readonly Point[];
}

interface ChartProps {
  title: string;
  xLabel: string;
  yLabel: string;
  /** The end of each axis. */
  xMost: number;
  yMost: number;
  lines: readonly Line[];
  /** The position of the current setting. */
  mark?: { x: number; label: string } | null;
  locale: string;
  table: { summary: string; head: readonly string[]; rows: readonly (readonly string[])[] };
}

const [WIDTH, HEIGHT] = [520, 300];
const EDGE = { left: 56, right: 16, top: 16, bottom: 44 };
const TICKS = 5;

export function Chart(props: ChartProps): JSX.Element {
  const { title, xMost, yMost, lines, locale } = props;
  const heading = useId();
  const x = (share: number): number =>
    EDGE.left + (Math.min(share, xMost) / xMost) * (WIDTH - EDGE.left - EDGE.right);
  const y = (share: number): number =>
    HEIGHT - EDGE.bottom - (Math.min(share, yMost) / yMost) * (HEIGHT - EDGE.top - EDGE.bottom);
  return (
    <figure class="chart" aria-labelledby={heading}>
      <figcaption id={heading}>
        <h3>{title}</h3>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
        <Axes x={x} y={y} props={props} />
        {props.mark && (
          <g class="chart-mark">
            <line x1={x(props.mark.x)} x2={x(props.mark.x)} y1={EDGE.top} y2={HEIGHT - EDGE.bottom} />
            <text
              x={x(props.mark.x) + (props.mark.x > xMost * 0.7 ? -6 : 6)}
              y={EDGE.top + 12}
              text-anchor={props.mark.x > xMost * 0.7 ? "end" : "start"}
            >
              {props.mark.label}
            </text>
          </g>
        )}
        {lines.map((line) => (
          <Drawn key={line.name} line={line} x={x} y={y} />
        ))}
      </svg>
      {lines.length > 1 && (
        <ul class="chart-key" aria-hidden="true">
          {lines.map((line) => (
            <li key={line.name} class={`chart-key-${line.look}`}>
              {line.name}
            </li>
          ))}
        </ul>
      )}
      <details class="chart-table">
        <summary>{props.table.summary}</summary>
        <table class="staff-table">
          <caption class="visually-hidden">{title}</caption>
          <thead>
            <tr>
              {props.table.head.map((cell) => (
                <th key={cell} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody lang={locale}>
            {props.table.rows.map((row) => (
              <tr key={row.join()}>
                {row.map((cell, place) => (
                  <td key={props.table.head[place]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

type Scale = (share: number) => number;

function Drawn({ line, x, y }: { line: Line; x: Scale; y: Scale }): JSX.Element {
  if (line.look === "dots")
    return (
      <g class="chart-dots">
        {line.points.map((point) => (
          <circle key={`${point.x}/${point.y}`} cx={x(point.x)} cy={y(point.y)} r={4} />
        ))}
      </g>
    );
  const path = line.points.map((point, place) => `${place ? "L" : "M"}${x(point.x)} ${y(point.y)}`).join("");
  return <path class={`chart-line chart-${line.look}`} d={path} />;
}

function Axes({ x, y, props }: { x: Scale; y: Scale; props: ChartProps }): JSX.Element {
  const steps = Array.from({ length: TICKS + 1 }, (_, step) => step / TICKS);
  const percent = new Intl.NumberFormat(props.locale, { style: "percent", maximumFractionDigits: 0 });
  return (
    <g class="chart-axes">
      {steps.map((step) => (
        <g key={step}>
          <line
            x1={EDGE.left}
            x2={WIDTH - EDGE.right}
            y1={y(step * props.yMost)}
            y2={y(step * props.yMost)}
          />
          <text x={EDGE.left - 8} y={y(step * props.yMost) + 4} text-anchor="end">
            {percent.format(step * props.yMost)}
          </text>
          <text x={x(step * props.xMost)} y={HEIGHT - EDGE.bottom + 18} text-anchor="middle">
            {percent.format(step * props.xMost)}
          </text>
        </g>
      ))}
      <text x={(WIDTH + EDGE.left) / 2} y={HEIGHT - 6} text-anchor="middle">
        {props.xLabel}
      </text>
      <text x={14} y={HEIGHT / 2} text-anchor="middle" transform={`rotate(-90 14 ${HEIGHT / 2})`}>
        {props.yLabel}
      </text>
    </g>
  );
}
