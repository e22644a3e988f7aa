"""What the documents say and what the code has, each read from its source."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("kit", "conversations", "staff", "handoff", "knowledge_base", "chat", "bot", "launcher")
_ROW = re.compile(r"^\|(.+)\|$", re.MULTILINE)
_VARIABLE = re.compile(r"(?<!\{)\bBATON_[A-Z0-9]+(?:_[A-Z0-9]+)*\b(?![_*])")


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def project_files() -> tuple[Path, ...]:
    """Every file of the project: what is in the repository or about to be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
        return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())
    except (OSError, subprocess.CalledProcessError):  # a checkout without its repository
        left = {".baton", ".git", "node_modules", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis"}
        return tuple(path for path in ROOT.rglob("*") if path.is_file() and not left & set(path.parts))


def documents() -> list[Path]:
    return [path for path in project_files() if path.suffix == ".md" and "content" not in path.parts]


def python_files(*rooms: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in project_files():
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in rooms:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def section(document: str, title: str) -> str:
    """What stands under a heading, up to the next of its level."""
    marks, found = re.search(rf"^(#+) {re.escape(title)}$", document, re.MULTILINE), ""
    assert marks is not None, f"there is no heading {title}"
    found = document[marks.end() :]
    following = re.search(rf"^#{{1,{len(marks[1])}}} ", found, re.MULTILINE)
    return found[: following.start()] if following else found


def rows(part: str) -> list[list[str]]:
    """The cells of the tables' rows whose first cell names something in code type."""
    found = [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)] for row in _ROW.findall(part)]
    return [cells for cells in found if cells[0].startswith("`")]


def first_names(part: str) -> list[str]:
    """The first thing in code type of each row."""
    return [re.findall(r"`([^`]+)`", cells[0])[0] for cells in rows(part)]


def variables_in(source: str) -> set[str]:
    return set(_VARIABLE.findall(source))


def error_codes() -> set[str]:
    """Every code that the Python source gives an error."""
    return {code for _, tree in python_files(*ROOMS) for node in ast.walk(tree) for code in _codes(node)}


def _codes(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Name(id="PydanticCustomError"), args=[ast.Constant(value=str(kind)), *_]):
            yield kind.removeprefix("baton.")
        case ast.Call(func=ast.Name(id="CallRefused"), args=[ast.Constant(value=str(code)), *_]):
            yield code
        case ast.Call(func=ast.Name(id="_error"), args=[_, ast.Constant(value=str(code)), *_]):
            yield code
        case ast.Call(keywords=keywords):
            yield from _code_keywords(keywords)
        case ast.Assign(targets=[ast.Name(id="code" | "codes" | "_CODES_BY_STATUS")], value=value):
            yield from _texts(value)


def _texts(value: ast.expr | None) -> Iterator[str]:
    """The texts that an expression can come to: itself, either side of a condition, the values of a dictionary."""
    match value:
        case ast.Constant(value=str(found)):
            yield found
        case ast.IfExp(body=body, orelse=other):
            yield from [*_texts(body), *_texts(other)]
        case ast.Dict(values=values):
            yield from (found for each in values for found in _texts(each))
        case ast.Call(func=ast.Attribute(attr="get"), args=[_, default]):
            yield from _texts(default)


def _code_keywords(keywords: list[ast.keyword]) -> Iterator[str]:
    for keyword in keywords:
        if keyword.arg == "code":
            yield from _texts(keyword.value)


def told_events() -> set[str]:
    """Names given to `tell(…)`, to `Event(…)`, and to `move(…)` as the timeline's event."""
    return {name for _, tree in python_files(*ROOMS) for node in ast.walk(tree) for name in _events(node)}


def _events(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
        return
    called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
    if called not in ("tell", "Event", "move", "post_event"):
        return
    for argument in [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "event")]:
        for each in ast.walk(argument):
            if isinstance(each, ast.Constant) and re.fullmatch(r"[a-z_]+\.[a-z_]+|typing", str(each.value)):
                yield str(each.value)
