"""YAML files as Rasa reads them: `yes`, `no`, `on` and `off` are words, not truth values.

An error names the file and the line, because whoever writes a pack has nothing else to go by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml


class FileBroken(ValueError):
    """A file that cannot be used: the message names file, line and reason."""

    def __init__(self, file: Path, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}")
        self.file, self.line, self.reason = file, line, reason


class _Loader(yaml.SafeLoader):
    """YAML 1.1 would read the rule's name `yes` as true."""


_BOOL = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))


def read_yaml(file: Path) -> dict[str, Any]:
    """The file's mapping; empty if the file is. Raises `FileBroken`."""
    text = _text(file)
    try:
        content = yaml.load(text, _Loader)  # noqa: S506 (a SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "it cannot be read"
        raise FileBroken(file, mark.line + 1 if mark else 1, f"this is not valid YAML: {reason}") from error
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise FileBroken(file, 1, "the file must contain `key: value` pairs")
    return content


def line_of(file: Path, *path: str | int) -> int:
    """The line of a key, or of a list's item, by its path; the nearest line that exists."""
    node = yaml.compose(_text(file), _Loader)
    line = 1
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if found is None:
                return line
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            return line
    return line


def write_yaml(file: Path, content: Mapping[str, Any]) -> Path:
    """Writes a file that Rasa can read."""
    file.write_text(yaml.safe_dump(dict(content), sort_keys=False, allow_unicode=True, width=1000), encoding="utf-8")
    return file


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise FileBroken(file, line, "the file is not UTF-8") from error
