"""The picture of a turn: a bar for each step from the customer's frame to the bot's reply, and the same as a table."""

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from benchmarks.figures import short

WORDS: Mapping[str, str] = {
    "message": "frame taken",
    "message/write": "message stored",
    "message/show": "message shown",
    "message/load": "turn loaded",
    "message/turn": "turn",
    "turn/think": "reply worked out",
    "POST /evidence-stream": "knowledge asked",
    "evidence-stream": "knowledge answers",
    "vector": "message encoded",
    "evidence_in_context": "articles searched",
    "POST /webhooks/baton/turn": "bot asked",
    "POST /webhooks/baton/turn/turn": "bot answers",
    "think/decide": "decision",
    "turn/write": "reply stored",
    "turn/show": "reply sent",
    "read in place": "read",
}
"""By its name, or by the name above it and its own. What is not here has its own name."""

COLOURS: Mapping[str, str] = {"customer": "#9aa8a4", "chat": "#0c6a60", "knowledge": "#8a6d1f", "bot": "#5a4a8a"}
STATEMENTS = "#33403d"
OTHER = "#6b7a76"
WIDTH, ROW, NAMES, EDGE, HEAD, TIMES = 760, 20, 230, 14, 24, 96

Figures = Sequence[Mapping[str, Any]]


def words(name: str) -> str:
    """What a step is called, from its place such as `message > turn > think`."""
    parts = [_unnumbered(part) for part in _parts(name)]
    two = "/".join(parts[-2:])
    return WORDS.get(two) or WORDS.get(parts[-1]) or parts[-1]


def groups(figures: Figures) -> dict[int, list[Mapping[str, Any]]]:
    """The steps by the number of conversations at once."""
    found: dict[int, list[Mapping[str, Any]]] = {}
    for figure in figures:
        if "step" in figure["details"]:
            found.setdefault(figure["details"]["conversations"], []).append(figure)
    return found


def draw(figures: Figures) -> str:
    """One panel for each number of conversations, each on its own scale; readable on light and dark pages."""
    panels, top = [], EDGE
    for conversations, steps in groups(figures).items():
        panel, height = _panel(conversations, steps, top)
        panels += panel
        top += height + EDGE
    background = f'<rect width="{WIDTH}" height="{top}" fill="#ffffff"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" font-family="sans-serif"'
        ' font-size="12" fill="#33403d" role="img">\n<title>Where the time of a turn goes</title>\n'
        + "\n".join([background, *panels])
        + "\n</svg>\n"
    )


def table(figures: Figures) -> list[str]:
    """The steps as rows of a Markdown document."""
    lines = []
    for conversations, steps in groups(figures).items():
        lines += [f"{_title(conversations)}:", "", "| Step | Process | Begins after | Takes | Statements |"]
        lines += ["|---|---|---|---|---|", *(_row(step) for step in steps), ""]
    return lines


def _row(figure: Mapping[str, Any]) -> str:
    details = figure["details"]
    made = f"{details['statements']:g}, {short(details['in_statements'])} ms" if details["statements"] else ""
    name = "· " * _depth(figure) + words(details["step"])
    begins = short(max(0.0, details["begins"]))
    return f"| {name} | {details['process']} | {begins} ms | {short(figure['value'])} ms | {made} |"


def _panel(conversations: int, steps: Figures, top: int) -> tuple[list[str], int]:
    longest = max(each["details"]["begins"] + each["value"] for each in steps)
    scale = (WIDTH - NAMES - TIMES) / longest
    used = list(dict.fromkeys(each["details"]["process"] for each in steps))
    parts = [f'<text x="8" y="{top + 12}" font-weight="bold">{_title(conversations)}</text>', *_legend(used, top)]
    for number, figure in enumerate(steps):
        parts += _bar(figure, top + HEAD + number * ROW, scale)
    return parts, HEAD + len(steps) * ROW


def _legend(processes: Sequence[str], top: int) -> list[str]:
    parts, left = [], NAMES
    for name in (*processes, "statements"):
        colour = STATEMENTS if name == "statements" else COLOURS.get(name, OTHER)
        parts.append(f'<rect x="{left}" y="{top + 3}" width="10" height="10" fill="{colour}"/>')
        parts.append(f'<text x="{left + 14}" y="{top + 12}">{escape(name)}</text>')
        left += 100
    return parts


def _bar(figure: Mapping[str, Any], top: int, scale: float) -> list[str]:
    details, takes = figure["details"], float(figure["value"])
    left = NAMES + max(0.0, details["begins"]) * scale
    colour = COLOURS.get(details["process"], OTHER)
    parts = [
        f'<text x="{8 + 10 * _depth(figure)}" y="{top + 13}">{escape(words(details["step"]))}</text>',
        f'<rect x="{left:.1f}" y="{top + 3}" width="{max(1.0, takes * scale):.1f}" height="{ROW - 6}"'
        f' fill="{colour}"/>',
        f'<text x="{WIDTH - 8}" y="{top + 13}" text-anchor="end">{short(takes)} ms</text>',
    ]
    if details["statements"]:
        begins = NAMES + max(0.0, details["first_statement"]) * scale
        wide = max(1.0, details["in_statements"] * scale)
        parts.append(
            f'<rect x="{begins:.1f}" y="{top + 8}" width="{wide:.1f}" height="{ROW - 16}" fill="{STATEMENTS}">'
            f"<title>{details['statements']:g} statements</title></rect>"
        )
    return parts


def _title(conversations: int) -> str:
    return "One conversation" if conversations == 1 else f"{conversations} conversations at once"


def _depth(figure: Mapping[str, Any]) -> int:
    return len(_parts(figure["details"]["step"])) - 1


def _parts(name: str) -> list[str]:
    return name.split(" > ")


def _unnumbered(name: str) -> str:
    word, _, number = name.rpartition(" ")
    return word if number.isdigit() else name
