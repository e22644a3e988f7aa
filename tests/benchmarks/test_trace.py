"""The waterfall of a turn: from the spans of the real processes, and how fixed ones are drawn."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from benchmarks.page import Run, page
from benchmarks.tracing import waterfall
from benchmarks.tracing.path import Asked, Span, Step, is_complete, steps_of

ROOT = Path(__file__).resolve().parents[2]
MILLISECOND = 1_000_000
FRAME_TO_FRAME = ("message", "message > write", "message > load", "message > turn", "message > turn > show")


def spans_of(number: int, sent: int, *, slower: int = 0) -> list[Span]:
    """A turn of one conversation whose message was sent at `sent` milliseconds."""
    made: list[Span] = []

    def add(name: str, parent: str, begins: float, takes: float, process: str = "chat") -> str:
        identifier = f"{number}.{len(made)}"
        began = int((sent + begins) * MILLISECOND)
        conversation = "c" if not parent else ""
        ended = began + int(takes * MILLISECOND)
        made.append(Span(str(number), identifier, parent, process, name, began, ended, conversation))
        return identifier

    frame = add("message", "", 1, 5)
    write = add("write", frame, 2, 4)
    add("sql select", write, 3, 0.5)
    add("sql insert", write, 4, 1)
    turn = add("turn", frame, 7, 20 + slower)
    called = add("POST /webhooks/baton/turn", turn, 8, 10 + slower)
    add("turn", called, 9, 8 + slower, "bot")
    add("read in place", turn, 20, 1)
    add("read in place", turn, 22, 2)
    add("show", turn, 27 + slower, 1)
    if slower:
        add("effect", turn, 24, 1)
    return made


def asked(sent: int) -> Asked:
    return Asked("c", sent * MILLISECOND, (sent + 100) * MILLISECOND)


def by_name(steps: list[Step]) -> dict[str, Step]:
    return {" > ".join(step.names): step for step in steps}


def test_steps_are_medians_that_count_from_the_customers_frame() -> None:
    traces = [spans_of(1, 0), spans_of(2, 1000, slower=2), spans_of(3, 2000, slower=8)]
    steps = steps_of(traces, [asked(0), asked(1000), asked(2000)])
    found = by_name(steps)
    assert (found["message"].begins, found["message"].takes) == (1, 5)
    assert found["message > turn"].takes == 22
    bot = found["message > turn > POST /webhooks/baton/turn > turn"]
    assert (bot.process, bot.begins, bot.takes) == ("bot", 9, 10)
    assert found["message > turn > read in place 2"].begins == 22, "the second of a kind is a step of its own"
    write = found["message > write"]
    assert (write.statements, write.in_statements, write.first_statement) == (2, 1.5, 3)
    assert [step.names for step in steps][:2] == [("message",), ("message", "write")], "in order, parts after the whole"
    assert found["message > turn > effect"].share == 2 / 3


def test_what_most_turns_do_not_have_is_left_out() -> None:
    traces = [spans_of(1, 0), spans_of(2, 1000), spans_of(3, 2000, slower=8)]
    steps = steps_of(traces, [asked(0), asked(1000), asked(2000)])
    assert "message > turn > effect" not in by_name(steps)


def test_a_turn_counts_once_all_of_its_spans_have_come() -> None:
    spans = spans_of(1, 0)
    assert is_complete(spans)
    assert not is_complete([span for span in spans if span.process != "bot"])
    assert not is_complete([span for span in spans if span.name != "show"])
    assert not is_complete([span for span in spans if span.name != "message"])
    late = spans_of(2, 1000, slower=2)[:-2]
    assert by_name(steps_of([spans, late], [asked(0), asked(1000)]))["message > turn"].takes == 20


def figure(step: str, process: str, begins: float, takes: float, **more: float) -> dict[str, Any]:
    none = {"statements": 0.0, "in_statements": 0.0, "first_statement": 0.0}
    details = {"step": step, "process": process, "begins": begins, "conversations": 1, **none, **more}
    plain = {"reference": "", "reference_value": None, "ratio": None, "target": None, "met": None}
    return {"name": step, "value": takes, "unit": "ms", "details": details, **plain}


FIGURES = [
    figure("customer", "customer", 0.0, 40.0),
    figure("message", "chat", 1.0, 5.0),
    figure("message > write", "chat", 2.0, 4.0, statements=4.0, in_statements=1.0, first_statement=3.0),
    figure("message > turn > think > POST /webhooks/baton/turn > turn", "bot", 20.0, 10.0),
    figure("message > <new> 2", "elsewhere", 39.0, 0.0),
]


def test_a_bar_lies_where_its_step_begins_and_ends() -> None:
    drawn = ElementTree.fromstring(waterfall.draw(FIGURES))
    of = "{http://www.w3.org/2000/svg}"
    texts = [each.text for each in drawn.iter(f"{of}text")]
    assert [text for text in texts if text in {"message stored", "bot answers", "<new>"}] == [
        "message stored",
        "bot answers",
        "<new>",
    ], "known steps in words, others by their own name"
    bars = [each for each in drawn.iter(f"{of}rect") if each.get("height") == "14"]
    begins, widths = ([float(bar.get(name, 0)) for bar in bars] for name in ("x", "width"))
    a_millisecond = widths[0] / 40
    assert [round((left - begins[0]) / a_millisecond) for left in begins] == [0, 1, 2, 20, 39]
    assert round(widths[3] / a_millisecond) == 10
    assert min(widths) >= 1, "also what takes no time is seen"
    assert [each.text for each in drawn.iter(f"{of}title")][1:] == ["4 statements"]


def test_the_page_has_the_picture_and_a_row_for_each_step() -> None:
    text = page([Run("trace", "2026-01-01", "abc", 2, FIGURES)])
    assert "images/performance-trace-steps.svg" in text
    assert "| · message stored | chat | 2.00 ms | 4.00 ms | 4, 1.00 ms |" in text
    assert "| message > write |" not in text, "a step is in one table only"


def test_the_command_follows_turns_from_frame_to_frame_through_all_processes() -> None:
    command = [sys.executable, "-m", "benchmarks", "trace", "--small", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)["benchmarks"]["trace"]
    steps = {each["details"]["step"]: each for each in figures if each["details"].get("conversations") == 1}
    assert set(FRAME_TO_FRAME) <= set(steps)
    assert {each["details"]["process"] for each in steps.values()} == {"customer", "chat", "knowledge", "bot"}
    whole, turn, sent = (steps[name] for name in ("customer", "message > turn", "message > turn > show"))
    assert 0 < turn["details"]["begins"] < sent["details"]["begins"] < whole["value"] * 2
    assert steps["message > write"]["details"]["statements"] >= 3
    costs = {each["name"].rpartition(", ")[2]: each["value"] for each in figures if "processor time" in each["name"]}
    assert min(costs[name] for name in ("chat", "knowledge", "bot")) > 0
    assert waterfall.draw(figures).count("conversations at once") == 1
