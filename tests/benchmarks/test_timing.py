"""Percentiles are measurements that were made, and a busy minute counts once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.measurements.timing import percentile, ratio_of_rounds

MEASUREMENTS = st.lists(st.floats(min_value=0.001, max_value=100.0), min_size=1, max_size=300)


@given(MEASUREMENTS, st.sampled_from([0.5, 0.95, 0.99, 1.0]))
def test_a_percentile_is_a_measured_value_that_its_share_does_not_exceed(values: list[float], share: float) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values)
    assert sum(value < found for value in values) < share * len(values)


def test_the_99th_percentile_of_240_is_the_third_slowest() -> None:
    assert percentile([float(number) for number in range(1, 241)], 0.99) == 238.0


def test_nothing_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="empty list"):
        percentile([], 0.5)


def test_one_round_on_a_busy_machine_does_not_move_the_ratio() -> None:
    calm = ratio_of_rounds([1.0, 1.0, 1.0], [2.0, 2.0, 2.0])
    assert ratio_of_rounds([1.0, 9.0, 1.0], [2.0, 18.0, 2.0]) == calm
    assert ratio_of_rounds([1.0, 9.0, 1.0], [2.0, 2.0, 2.0]) == calm


def test_rounds_without_their_reference_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        ratio_of_rounds([1.0, 2.0], [1.0])
