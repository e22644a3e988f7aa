"""Histograms in Prometheus text: counts, sums and bounds are right, and no label repeats what a customer sent."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from fastapi import FastAPI
from starlette.responses import JSONResponse

from kit.measures.histogram import Histogram
from kit.measures.prometheus_text import prometheus_text
from kit.measures.request_times import STATUSES, RequestTimes


def samples(text: str) -> dict[str, float]:
    """Each line by what stands before its value."""
    lines = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


def test_each_bound_counts_all_values_up_to_it() -> None:
    histogram = Histogram("things_seconds", "How long things take.", {"kind": ("a", "b")}, bounds=(0.1, 1.0))
    for value in (0.05, 0.1, 0.5, 7.0):
        histogram.observe(value, "a")
    histogram.observe(0.2, "b")
    text = prometheus_text([histogram.read()])
    assert text.startswith("# HELP things_seconds How long things take.\n# TYPE things_seconds histogram\n")
    found = samples(text)
    assert found['things_seconds_bucket{kind="a",le="0.1"}'] == 2  # a bound belongs to its own bucket
    assert found['things_seconds_bucket{kind="a",le="1"}'] == 3
    assert found['things_seconds_bucket{kind="a",le="+Inf"}'] == found['things_seconds_count{kind="a"}'] == 4
    assert found['things_seconds_sum{kind="a"}'] == pytest.approx(7.65)
    assert found['things_seconds_count{kind="b"}'] == 1


def test_what_was_not_declared_is_counted_as_other() -> None:
    histogram = Histogram("things_seconds", "…", {"kind": ("a",)}, bounds=(1.0,))
    for name in ("mara@example.com", "4111 1111 1111 1111", 'a"} 1\nforged 2'):
        histogram.observe(0.5, name)
    found = samples(prometheus_text([histogram.read(("process", "7"))]))
    assert found['things_seconds_count{kind="other",process="7"}'] == 3
    assert len(found) == 4


def test_no_value_is_lost_when_threads_observe_at_once() -> None:
    histogram = Histogram("things_seconds", "…", bounds=(1.0,))

    def observe(_number: int) -> None:
        for _ in range(5_000):
            histogram.observe(1.0)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(observe, range(8)))
    found = samples(prometheus_text([histogram.read()]))
    assert found["things_seconds_count"] == found["things_seconds_sum"] == 40_000


def test_a_block_that_fails_is_measured_too() -> None:
    histogram = Histogram("things_seconds", "…", bounds=(1.0,))
    with pytest.raises(ValueError, match="broken"), histogram.timing():
        raise ValueError("broken")
    assert samples(prometheus_text([histogram.read()]))["things_seconds_count"] == 1


async def test_calls_are_measured_by_the_kind_of_their_answer() -> None:
    app = FastAPI()

    @app.get("/{status}")
    async def answer(status: int) -> JSONResponse:
        if status == 0:
            raise RuntimeError("broken")
        return JSONResponse({}, status)

    histogram = Histogram("calls_seconds", "…", {"route": ("known",), "status": STATUSES}, bounds=(60.0,))
    measured = RequestTimes(app, seconds=histogram, class_of=lambda path: path.strip("/"))
    transport = httpx.ASGITransport(measured, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for status in (200, 201, 404, 429, 503, 0):
            await client.get(f"/{status}")
    found = samples(prometheus_text([histogram.read()]))
    counts = {status: found.get(f'calls_seconds_count{{route="other",status="{status}"}}', 0) for status in STATUSES}
    assert counts == {"1xx": 0, "2xx": 2, "3xx": 0, "4xx": 2, "5xx": 2}
