"""`python -m benchmarks.risk`: risk against coverage, for the search score and for the calibrated probability.

It reads the output of `./baton evaluate answers --out` and the labelled questions, and draws two curves as SVG: the
share of wrong answers if only the most confident ones were given. Before calibration there was one threshold on the
score. The lower the curve, the better the ranking of answers by confidence.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

WIDTH, HEIGHT, EDGE = 640, 380, 56
MOST_RISK = 0.4
FEWEST = 10  # with fewer answers, a share means little
TICKS = 5
LINES = (("score", "#9a6700", "6 4"), ("confidence", "#0c6a60", ""))
NAMES = {"score": "by the search score", "confidence": "by the calibrated probability"}

Curve = list[tuple[float, float]]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.risk", description=__doc__)
    parser.add_argument("--decided", type=Path, required=True, help="output file of `evaluate answers --out`")
    parser.add_argument("--questions", type=Path, required=True, help="the labelled questions")
    parser.add_argument("--articles", type=Path, required=True, help="the folder of articles that was used")
    parser.add_argument("--out", type=Path, required=True, help="the SVG file to write")
    given = parser.parse_args(arguments)
    present = {file.stem for file in given.articles.glob("*.md")}
    truth = {row["id"]: set(row["article_ids"]) & present for row in _rows(given.questions)}
    decided = _rows(given.decided)
    curves = {
        name: curve([(_sureness(row, name), row["article_id"] in truth[row["id"]]) for row in decided])
        for name, _, _ in LINES
    }
    given.out.write_text(drawing(curves), encoding="utf-8")
    for name, points in curves.items():
        print(
            f"{NAMES[name]}: at 95 % right {max((x for x, risk in points if risk <= 0.05), default=0.0):.3f} answered"
        )
    return 0


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _sureness(row: dict[str, Any], name: str) -> float:
    if name == "confidence":
        return float(row["confidence"])
    return float(row["ranked"][0]["score"]) if row["ranked"] else 0.0


def curve(asked: Sequence[tuple[float, bool]]) -> Curve:
    """(share answered, share of these that is wrong), starting with the most confident answer."""
    points, wrong = [], 0
    for count, (_, right) in enumerate(sorted(asked, key=lambda one: -one[0]), start=1):
        wrong += not right
        if count >= FEWEST:
            points.append((count / len(asked), wrong / count))
    return points


def drawing(curves: dict[str, Curve]) -> str:
    """The curves as an image that is readable on light and dark pages."""

    def x(share: float) -> float:
        return round(EDGE + share * (WIDTH - EDGE - 16), 1)

    def y(risk: float) -> float:
        return round(HEIGHT - EDGE - min(risk, MOST_RISK) / MOST_RISK * (HEIGHT - EDGE - 16), 1)

    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>']
    for step in range(TICKS + 1):
        share, risk = step / TICKS, step / TICKS * MOST_RISK
        parts.append(f'<line x1="{EDGE}" x2="{WIDTH - 16}" y1="{y(risk)}" y2="{y(risk)}" stroke="#dbe2df"/>')
        parts.append(f'<text x="{EDGE - 8}" y="{y(risk) + 4}" text-anchor="end">{risk:.0%}</text>')
        parts.append(f'<text x="{x(share)}" y="{HEIGHT - EDGE + 18}" text-anchor="middle">{share:.0%}</text>')
    for number, (name, colour, dashes) in enumerate(LINES):
        path = " ".join(f"{x(share)},{y(risk)}" for share, risk in curves[name])
        style = f'fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dashes}"'
        parts.append(f'<polyline points="{path}" {style}/>')
        parts.append(f'<line x1="80" x2="110" y1="{32 + 20 * number}" y2="{32 + 20 * number}" {style}/>')
        parts.append(f'<text x="118" y="{36 + 20 * number}">{NAMES[name]}</text>')
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">questions answered</text>')
    middle = HEIGHT / 2
    parts.append(
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">wrong answers</text>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
        f' font-size="12" fill="#4a5956" role="img">\n<title>Wrong answers against questions answered</title>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
