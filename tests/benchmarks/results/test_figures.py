"""A verdict is the figure's own: of what was promised, from the number that was measured."""

import json

import pytest

from benchmarks.figures import Figure, Target, beside, table


@pytest.mark.parametrize(
    ("target", "number", "met"),
    [
        (Target("value", below=2.0), 1.999, True),
        (Target("value", below=2.0), 2.0, False),
        (Target("value", at_most=0.5), 0.5, True),
        (Target("value", at_most=0.5), 0.5001, False),
        (Target("value", at_least=5.0), 5.0, True),
        (Target("value", at_least=5.0), 4.999, False),
    ],
)
def test_a_target_is_met_up_to_its_limit(target: Target, number: float, met: bool) -> None:
    assert Figure("f", number, "s", target=target).met is met


def test_a_target_of_the_ratio_does_not_look_at_the_value() -> None:
    target = Target("ratio", at_most=0.5)
    assert beside("f", 400.0, "ms", "stock", 1000.0, target=target).met is True
    assert beside("f", 0.1, "ms", "stock", 0.1, target=target).met is False


def test_a_promise_about_a_ratio_that_was_not_measured_is_not_kept() -> None:
    assert Figure("f", 1.0, "ms", target=Target("ratio", at_most=0.5)).met is False


def test_without_a_promise_there_is_no_verdict() -> None:
    assert Figure("f", 1.0, "ms").met is None


def test_a_figure_as_json_says_what_was_measured_promised_and_kept() -> None:
    figure = beside("f", 3.0, "ms", "stock", 12.0, target=Target("ratio", at_most=0.5), details={"p95": 4.0})
    assert json.loads(json.dumps(figure.to_json())) == {
        "name": "f",
        "value": 3.0,
        "unit": "ms",
        "reference": "stock",
        "reference_value": 12.0,
        "ratio": 0.25,
        "target": "at most 0.5 ×",
        "met": True,
        "details": {"p95": 4.0},
    }


def test_the_table_says_loudly_what_was_missed() -> None:
    shown = table(
        "turns",
        [
            beside("kept", 8.42, "ms", "stock", 33.1, target=Target("ratio", at_most=0.5)),
            Figure("missed", 2.5, "s", target=Target("value", below=2.0)),
            Figure("only told", 1234.5, "MiB"),
        ],
    )
    lines = {line.split("  ")[0]: line for line in shown.splitlines()}
    assert lines["kept"].endswith("yes")
    assert "33.1 ms" in lines["kept"]
    assert "0.254 ×" in lines["kept"]
    assert lines["missed"].split()[-4:] == ["under", "2", "s", "NO"]
    assert lines["only told"].endswith("1234 MiB") or lines["only told"].endswith("1235 MiB")
