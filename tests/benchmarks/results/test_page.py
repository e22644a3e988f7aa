"""The page of performance: the newest saved result of each benchmark, and what was not met."""

import json
from typing import Any
from xml.etree import ElementTree

from benchmarks import page
from benchmarks.__main__ import BENCHMARKS
from benchmarks.page import newest, plot
from benchmarks.saved import RESULTS


def report(date: str, **benchmarks: list[dict[str, Any]]) -> dict[str, Any]:
    return {"date": date, "commit": "abc", "machine": {"cores": 2}, "benchmarks": benchmarks}


def figure(name: str, ratio: float | None, target: str | None, met: bool | None) -> dict[str, Any]:
    of = {"reference": "a bare <echo>", "reference_value": 2.0} if ratio else {"reference": "", "reference_value": None}
    return {"name": name, "value": 3.0, "unit": "ms", "ratio": ratio, "target": target, "met": met, "details": {}, **of}


def test_the_page_in_the_documents_is_made_from_the_saved_results() -> None:
    runs = newest(json.loads(file.read_text(encoding="utf-8")) for file in RESULTS.glob("*.json"))
    assert page.PAGE.read_text(encoding="utf-8") == page.page(runs), "run `./baton benchmark --page`"
    drawn = {file.name: file.read_text(encoding="utf-8") for file in page.PLOTS.glob("performance-*.svg")}
    assert drawn == {name: text for run in runs for name, text in page.drawings(run).items()}
    assert {f"performance-{run.name}.svg" for run in runs if any(f["ratio"] for f in run.figures)} <= set(drawn)


def test_every_benchmark_has_its_place_on_the_page() -> None:
    assert set(page.TITLES) == set(BENCHMARKS)


def test_the_newest_run_of_each_benchmark_is_shown() -> None:
    old = report("2026-01-01", turns=[figure("a turn", 9.0, None, None)], memory=[figure("chat", None, None, None)])
    new = report("2026-02-01", turns=[figure("a turn", 0.5, "at most 0.4 ×", False)], unheard_of=[])
    runs = newest([new, old])
    assert [(run.name, run.date) for run in runs] == [("turns", "2026-02-01"), ("memory", "2026-01-01")]
    text = page.page(runs)
    assert "| a turn | 3.00 ms | 2.00 ms, a bare <echo> | 0.500 × | at most 0.4 × | **no** |" in text
    assert "No result is saved of `trace`, `search`" in text


def test_a_plot_shows_each_ratio_with_its_target() -> None:
    figures = [
        figure("under the target", 0.5, "at most 0.8 ×", True),
        figure("over <it>", 40_000.0, "at most 2 ×", False),
        figure("no ratio", None, None, None),
    ]
    (run,) = newest([report("2026-01-01", turns=figures)])
    drawn = ElementTree.fromstring(plot(run))
    texts = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["under the target", "0.500 ×", "over <it>", "40000 ×"]
    marks = [each for each in drawn.iter("{http://www.w3.org/2000/svg}line") if each.get("stroke-width")]
    assert len(marks) == 2
    width, *bars = [float(each.get("width", 0)) for each in drawn.iter("{http://www.w3.org/2000/svg}rect")]
    assert all(0 < bar < width for bar in bars), "a ratio beyond the scale ends at its edge"
