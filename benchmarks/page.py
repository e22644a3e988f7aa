"""`./baton benchmark --page`: writes docs/performance.md and its plots from the saved results, measuring nothing.

The page shows the newest saved result of each benchmark, with what was met and what was not. A test holds the page to
the results.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from benchmarks.figures import short
from benchmarks.saved import RESULTS
from benchmarks.tracing import waterfall
from benchmarks.workspace import ROOT

PAGE = ROOT / "docs" / "performance.md"
PLOTS = ROOT / "docs" / "images"

TITLES: Mapping[str, str] = {
    "turns": "Turns",
    "trace": "Where the time of a turn goes",
    "search": "Search and decision",
    "publish": "From publishing to the changed answer",
    "editor": "The check before a publication",
    "handoff": "Handoffs",
    "claims": "Accepting at once",
    "bystander": "Beside a flood",
    "startup": "Start",
    "memory": "Memory",
    "reports": "Reports",
    "faults": "Faults",
    "rolling": "Rolling restart",
}

HEAD = """# Performance

Written by `./baton benchmark --page` from the newest saved run of each benchmark ([results](../benchmarks/results)); do
not edit it. [Evaluating](evaluating.md#benchmarks) says what each one measures. Machines differ, so every figure has a
reference from the same run: look at the ratio. In the plots a bar begins at 1 ×, the reference; the mark is the target.

A run is made with `./baton benchmark NAME --save`, on a machine that does nothing else.
"""

STEPS = """Medians over the turns that have the step, counted from when the customer's client sends its frame. A step
with a dot in front is a part of the one above. The dark line in a bar is the time in SQL."""

Scale = Callable[[float], float]

WIDTH, ROW, NAMES, EDGE = 760, 26, 380, 20
LEAST, MOST = 0.3, 2.0  # decades to each side of 1 ×: from 2 × to 100 ×
GOOD, BAD, PLAIN = "#0c6a60", "#b3261e", "#6b7a76"


@dataclass(frozen=True)
class Run:
    """One benchmark's figures as they were saved, and their circumstances."""

    name: str
    date: str
    commit: str
    cores: int
    figures: Sequence[Mapping[str, Any]]


def write() -> list[Path]:
    """Writes the page and its plots. Returns the files."""
    runs = newest(json.loads(file.read_text(encoding="utf-8")) for file in RESULTS.glob("*.json"))
    files = {PAGE: page(runs)} | {PLOTS / name: drawn for run in runs for name, drawn in drawings(run).items()}
    for file, text in files.items():
        file.write_text(text, encoding="utf-8")
    return list(files)


def drawings(run: Run) -> dict[str, str]:
    """A run's pictures, by the names of their files."""
    drawn = {_plot_of(run): plot(run)} if _with_ratio(run) else {}
    if waterfall.groups(run.figures):
        drawn[_waterfall_of(run)] = waterfall.draw(run.figures)
    return {file.name: text for file, text in drawn.items()}


def newest(reports: Iterable[Mapping[str, Any]]) -> list[Run]:
    """The newest run of each benchmark, in the page's order. Results of evaluations are no benchmarks."""
    found: dict[str, Run] = {}
    for report in sorted(reports, key=lambda each: str(each["date"])):
        machine = report.get("machine", {})
        for name, figures in report.get("benchmarks", {}).items():
            if name in TITLES:
                found[name] = Run(name, report["date"], str(report["commit"] or "?"), machine.get("cores", 0), figures)
    return [found[name] for name in TITLES if name in found]


def page(runs: Sequence[Run]) -> str:
    missing = [f"`{name}`" for name in TITLES if name not in {run.name for run in runs}]
    lines = [HEAD]
    if missing:
        lines.append(f"No result is saved of {', '.join(missing)}.\n")
    return "\n".join([*lines, *map(_section, runs)])


def _section(run: Run) -> str:
    rows = [
        f"## {TITLES[run.name]}",
        "",
        f"`./baton benchmark {run.name}`, {run.date[:10]}, commit `{run.commit}`, {run.cores} cores.",
        "",
        *_steps(run),
        *([f"![Ratios to their references](images/{_plot_of(run).name})", ""] if _with_ratio(run) else []),
        "| Figure | Baton | Reference | Ratio | Target | Met |",
        "|---|---|---|---|---|---|",
        *(f"| {' | '.join(_cells(figure))} |" for figure in run.figures if "step" not in figure["details"]),
        "",
    ]
    return "\n".join(rows)


def _steps(run: Run) -> list[str]:
    """A waterfall and its table, if the run has steps of a turn."""
    if not waterfall.groups(run.figures):
        return []
    picture = f"![Each step of a turn, from the customer's frame to the reply](images/{_waterfall_of(run).name})"
    return [STEPS, "", picture, "", *waterfall.table(run.figures)]


def _cells(figure: Mapping[str, Any]) -> tuple[str, ...]:
    unit, beside, ratio = figure["unit"], figure["reference_value"], figure["ratio"]
    reference = "" if beside is None else f"{short(beside)} {unit}, {figure['reference']}"
    met = {True: "yes", False: "**no**", None: ""}[figure["met"]]
    shown = f"{short(figure['value'])} {unit}".strip()
    return figure["name"], shown, reference, "" if ratio is None else f"{short(ratio)} ×", figure["target"] or "", met


def plot(run: Run) -> str:
    """Bars on a logarithmic scale, readable on light and dark pages."""
    figures = _with_ratio(run)
    x = _scale(figures)
    height = len(figures) * ROW + 2 * EDGE
    parts = [f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>']
    parts.append(f'<line x1="{x(1)}" x2="{x(1)}" y1="{EDGE - 6}" y2="{height - EDGE + 6}" stroke="#9aa8a4"/>')
    for number, figure in enumerate(figures):
        parts += _bar(figure, EDGE + number * ROW, x)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif"'
        f' font-size="12" fill="#33403d" role="img">\n<title>{escape(TITLES[run.name])}: ratios to their references'
        "</title>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def _bar(figure: Mapping[str, Any], top: int, x: Scale) -> list[str]:
    ratio = float(figure["ratio"])
    start, end = sorted((x(1), x(ratio)))
    colour = {True: GOOD, False: BAD, None: PLAIN}[figure["met"]]
    parts = [
        f'<text x="{NAMES - 10}" y="{top + 15}" text-anchor="end">{escape(figure["name"])}</text>',
        f'<rect x="{start}" y="{top + 4}" width="{max(1.5, end - start):.1f}" height="{ROW - 10}" fill="{colour}"/>',
        f'<text x="{WIDTH - 8}" y="{top + 15}" text-anchor="end">{short(ratio)} ×</text>',
    ]
    if (limit := _limit(figure)) is not None:
        at = x(limit)
        parts.append(f'<line x1="{at}" x2="{at}" y1="{top + 1}" y2="{top + ROW - 3}" stroke="#111" stroke-width="2"/>')
    return parts


def _scale(figures: Sequence[Mapping[str, Any]]) -> Scale:
    """Where a ratio is drawn. The scale is as wide as the ratios and targets; what lies beyond it ends at its edge."""
    shown = [float(figure["ratio"]) for figure in figures]
    shown += [limit for figure in figures if (limit := _limit(figure))]
    decades = min(MOST, max(LEAST, *(abs(math.log10(each)) for each in shown)))

    def x(ratio: float) -> float:
        share = (min(max(math.log10(ratio), -decades), decades) + decades) / (2 * decades)
        return round(NAMES + share * (WIDTH - NAMES - 76), 1)

    return x


def _limit(figure: Mapping[str, Any]) -> float | None:
    """The target's number, if the target is for the ratio."""
    words = (figure["target"] or "").split()
    return float(words[-2]) if words[-1:] == ["×"] else None


def _with_ratio(run: Run) -> list[Mapping[str, Any]]:
    return [figure for figure in run.figures if figure["ratio"]]


def _plot_of(run: Run) -> Path:
    return PLOTS / f"performance-{run.name}.svg"


def _waterfall_of(run: Run) -> Path:
    return PLOTS / f"performance-{run.name}-steps.svg"
