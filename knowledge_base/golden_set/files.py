"""The golden set as a file: JSON Lines, as `./baton evaluate replies` reads them, or a table for a spreadsheet.

In a table a cell holds one entry a line; the alternatives of one fact are separated by `|`. A file is taken whole or
not at all, and every line that is wrong is named.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from knowledge_base.articles.limits import fault_of_id
from knowledge_base.golden_set.question import (
    CONTENT_FIELDS,
    MOST_QUESTIONS,
    GoldenContent,
    GoldenQuestion,
    cleaned,
    fault_of,
)

Format = Literal["jsonl", "csv"]

LONGEST_CELL = 64 * 1024
MOST_PROBLEMS = 50  # are named; a file with more of them is the wrong file
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "|", "%")
_ALIASES = {"question": "text", "articles": "article_ids", "facts": "must", "article_id": "article_ids"}


@dataclass(frozen=True, slots=True)
class FileRow:
    """One question of a file; `id` is None if the file does not name one."""

    line: int
    id: str | None
    content: GoldenContent


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line of a file."""

    line: int
    code: str
    problem: str

    def view(self) -> dict[str, Any]:
        return {"line": self.line, "code": self.code, "problem": self.problem}


class UnreadableFileError(Exception):
    """Nothing can be taken from the file; `problems` says why, line by line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].problem)
        self.problems = tuple(problems[:MOST_PROBLEMS])


def read_file(text: str, form: Format) -> list[FileRow]:
    """The questions of a file. Raises UnreadableFileError."""
    rows: list[FileRow] = []
    problems: list[Problem] = []
    lines = _json_lines(text) if form == "jsonl" else _table(text)
    for line, raw in lines:
        if len(rows) + len(problems) >= MOST_QUESTIONS:
            raise UnreadableFileError([Problem(line, "too_many", f"the set has at most {MOST_QUESTIONS:,} questions")])
        found = raw if isinstance(raw, Problem) else _row(line, raw)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            rows.append(found)
    problems.extend(_twice(rows))
    if problems or not rows:
        raise UnreadableFileError(problems or [Problem(1, "empty_text", "the file has no question")])
    return rows


def written(questions: Iterable[GoldenQuestion], form: Format) -> str:
    """The set as a file that `read_file` reads back the same."""
    return _as_json_lines(questions) if form == "jsonl" else _as_table(questions)


def _json_lines(text: str) -> Iterator[tuple[int, Mapping[str, Any] | Problem]]:
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
        except (ValueError, RecursionError):
            yield number, Problem(number, "bad_json", "is not a JSON object")
            continue
        yield number, raw if isinstance(raw, dict) else Problem(number, "bad_json", "is not a JSON object")


def _table(text: str) -> Iterator[tuple[int, Mapping[str, Any] | Problem]]:
    text = text.removeprefix("\ufeff")
    csv.field_size_limit(LONGEST_CELL)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        heads = [_head(cell) for cell in next(reader, [])]
        if "text" not in heads:
            yield 1, Problem(1, "no_columns", "the first row must name the columns: at least text")
            return
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, _of_cells(dict(zip(heads, cells, strict=False)))
    except csv.Error as error:
        yield reader.line_num, Problem(reader.line_num, "bad_table", f"the table cannot be read: {error}")


def _head(cell: str) -> str:
    name = "_".join(cell.strip().lower().replace("-", " ").split())
    return _ALIASES.get(name, name)


def _of_cells(cells: Mapping[str, str]) -> dict[str, Any]:
    plain = {name: _unguarded(cell) for name, cell in cells.items()}
    lists = {name: plain.get(name, "").splitlines() for name in ("before", "must", "must_not")}
    return {
        "id": plain.get("id", "").strip() or None,
        "text": plain.get("text", ""),
        "before": lists["before"],
        "article_ids": plain.get("article_ids", "").replace(",", " ").replace("|", " ").split(),
        "must": [group.split("|") for group in lists["must"]],
        "must_not": lists["must_not"],
        "kind": plain.get("kind", ""),
    }


def _row(line: int, raw: Mapping[str, Any]) -> FileRow | Problem:
    """Fields that are not ours are left aside: files for other measures have more."""
    identifier = raw.get("id")
    if identifier is not None and not isinstance(identifier, str | int):
        return Problem(line, "bad_type", "id must be a text")
    try:
        content = cleaned(_content(raw))
    except TypeError as error:
        return Problem(line, "bad_type", str(error))
    fault = fault_of(content) or (fault_of_id(str(identifier)) if identifier is not None else None)
    if fault is not None:
        return Problem(line, fault.code, f"{fault.field} {fault.message}")
    return FileRow(line, None if identifier is None else str(identifier), content)


def _content(raw: Mapping[str, Any]) -> GoldenContent:
    must = _list(raw, "must")
    if not all(isinstance(group, list) and all(isinstance(fact, str) for fact in group) for group in must):
        raise TypeError("must is a list of lists of texts")
    return GoldenContent(
        text=_text(raw.get("text"), "text"),
        before=_texts(raw, "before"),
        article_ids=_texts(raw, "article_ids"),
        must=tuple(map(tuple, must)),
        must_not=_texts(raw, "must_not"),
        kind=_text(raw.get("kind") or "", "kind"),
    )


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a text")
    return value


def _list(raw: Mapping[str, Any], name: str) -> list[Any]:
    value = raw.get(name) or []
    if not isinstance(value, list):
        raise TypeError(f"{name} must be a list")
    return value


def _texts(raw: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(_text(value, f"each of {name}") for value in _list(raw, name))


def _twice(rows: Sequence[FileRow]) -> Iterator[Problem]:
    """An identifier or a question that stands in two lines: which of them counts would be chance."""
    keys: tuple[Callable[[FileRow], object], ...] = (
        lambda row: row.id,
        lambda row: (row.content.text.casefold(), tuple(map(str.casefold, row.content.before))),
    )
    for key in keys:
        first: dict[object, int] = {}
        for row in rows:
            value = key(row)
            if value is not None and first.setdefault(value, row.line) != row.line:
                yield Problem(row.line, "duplicate", f"stands in line {first[value]} already")


def _as_json_lines(questions: Iterable[GoldenQuestion]) -> str:
    rows = ({"id": each.id, **each.content.fields()} for each in questions)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _as_table(questions: Iterable[GoldenQuestion]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("id", *CONTENT_FIELDS))
    for each in questions:
        content = each.content
        cells = {
            "text": content.text,
            "before": "\n".join(" ".join(said.split()) for said in content.before),
            "article_ids": " ".join(content.article_ids),
            "must": "\n".join("|".join(group) for group in content.must),
            "must_not": "\n".join(content.must_not),
            "kind": content.kind,
        }
        writer.writerow((each.id, *(_guarded(cells[name]) for name in CONTENT_FIELDS)))
    return out.getvalue()


def _guarded(cell: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip(" ").startswith(FORMULA_STARTS) else cell
