"""`./baton benchmark reports --small` measures every report on whatever databases there are."""

import asyncio

from benchmarks.measurements import reports
from benchmarks.references.postgres import has_postgres
from benchmarks.workspace import temporary_workspace

REPORTS = ("volume", "service", "handling", "resolution", "satisfaction", "containment", "own")


def test_every_report_is_measured_beside_reading_every_message() -> None:
    with temporary_workspace(small=True) as workspace:
        figures = {figure.name: figure for figure in asyncio.run(reports.measure(workspace))}
    kinds = ("SQLite", "PostgreSQL") if has_postgres() else ("SQLite",)
    for kind in kinds:
        for name in REPORTS:
            found = figures[f"{kind}: report {name}"]
            assert found.details["messages"] == 3_000
            assert found.details["conversations"] == 300
            assert (found.ratio or 0) > 0
            assert found.met is not None
        assert figures[f"{kind}: customer's message during reports, p95"].ratio is not None
