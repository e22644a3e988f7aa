"""A report's tables as CSV, safe to open in a spreadsheet: no cell can be taken for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kit.errors import NotFound

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
FIGURES = "figures"
COMMENTS = "comments"


def csv_of(report: Mapping[str, Any], table: str) -> str:
    """The figures, the comments, or one series by its key. Raises NotFound."""
    if table == FIGURES:
        head: tuple[str, ...] = ("key", "value", "unit", "of", "low", "high", "mean", "median", "p90", "definition")
        return _written(head, ([figure[name] for name in head] for figure in report["figures"]))
    if table == COMMENTS:
        head = ("conversation_id", "score", "comment", "agent", "created_at")
        return _written(head, ([comment[name] for name in head] for comment in report["comments"]))
    for series in report["series"]:
        if series["key"] == table:
            head = (series["by"], *(f"{column['key']} ({column['unit']})" for column in series["columns"]))
            return _written(head, ([row["label"], *row["values"]] for row in series["rows"]))
    raise NotFound("This report has no such table.")


def _written(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def _safe(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front, which it takes for text."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell
