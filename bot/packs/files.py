"""What a pack's folder may contain, and which keys its files may have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.packs.material import CONNECTORS
from bot.packs.yaml_file import FileBroken, line_of, read_yaml

ABOUT = "pack.yml"
_REQUIRED = ("id", "title", "description", "version")
_FOLDERS = {"nlu", "rules", "stories", "domain", "responses", "person_requests"}
_KEYS: Mapping[str, frozenset[str]] = {
    ABOUT: frozenset({*_REQUIRED, "languages", "needs"}),
    "settings.yml": frozenset({"thresholds", "values", "words", "offered_reasons"}),
    "nlu": frozenset({"version", "nlu"}),
    "person_requests": frozenset({"version", "nlu"}),
    "rules": frozenset({"version", "rules"}),
    "domain": frozenset({"version", "intents", "entities", "slots", "forms", "responses"}),
}
_ITEMS: Mapping[str, tuple[str, frozenset[str]]] = {
    "nlu": ("nlu", frozenset({"intent", "lookup", "examples"})),
    "person_requests": ("nlu", frozenset({"lookup", "examples"})),
    "rules": ("rules", frozenset({"rule", "condition", "steps"})),
}
_STEPS = frozenset({"intent", "or", "action", "active_loop", "slot_was_set"})
_VALUES = frozenset({"pattern", "asked", "written", "alone", "note"})
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
LARGEST_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True)
class FileFault:
    """What is wrong, and where."""

    file: Path
    line: int
    reason: str


def faults_of_files(pack: Path) -> Iterator[FileFault]:
    """Raises `FileBroken` for a file that is not YAML."""
    yield from _about(pack)
    for file in sorted(pack.rglob("*")):
        parts = file.relative_to(pack).parts
        if file.is_dir() or any(part.startswith(".") for part in parts) or file.suffix == ".md":
            continue
        if file.is_symlink() or file.suffix != ".yml" or parts[0] not in {*_KEYS, *_FOLDERS, CONNECTORS}:
            yield FileFault(file, 1, "a pack contains no such file; docs/packs.md lists what it may contain")
        elif file.stat().st_size > LARGEST_BYTES:
            yield FileFault(file, 1, f"a file can have at most {LARGEST_BYTES // 2**20} MiB")
        elif parts[0] == "responses":
            yield from _responses(file)
        elif parts[0] == CONNECTORS:
            read_yaml(file)  # its own check comes after this one
        elif parts[0] != "stories":
            yield from _keys(file, parts[0])


def _about(pack: Path) -> Iterator[FileFault]:
    file = pack / ABOUT
    if not file.is_file():
        raise FileBroken(file, 1, "the file is missing")
    about = read_yaml(file)
    for key in _REQUIRED:
        if not isinstance(about.get(key), str) or not about[key].strip():
            yield FileFault(file, line_of(file, key), f"`{key}` must be a text")
    name = about.get("id")
    if isinstance(name, str) and (not _ID.fullmatch(name) or name == "base"):
        yield FileFault(file, line_of(file, "id"), f"`{name}` is no id: use small letters, digits and hyphens")
    elif isinstance(name, str) and name != pack.name:
        yield FileFault(file, line_of(file, "id"), f"the id `{name}` must be the name of the folder, {pack.name}")
    if not isinstance(about.get("needs", []), list):
        yield FileFault(file, line_of(file, "needs"), "`needs` must be a list of packs, such as [shop]")
    languages = about.get("languages", [])
    if not isinstance(languages, list) or not all(_LANGUAGE.fullmatch(str(one)) for one in languages):
        yield FileFault(file, line_of(file, "languages"), "`languages` must be a list of codes, such as [en, de]")


def _keys(file: Path, kind: str) -> Iterator[FileFault]:
    content = read_yaml(file)
    for key in content:
        if key not in _KEYS[kind]:
            yield FileFault(file, line_of(file, key), f"the key `{key}` is not known here")
    if kind in _ITEMS:
        yield from _items(file, content, *_ITEMS[kind])
    if kind == "settings.yml":
        yield from _settings(file, content)
    if kind == "domain":
        yield from _domain(file, content)


def _items(file: Path, content: Mapping[str, Any], part: str, keys: frozenset[str]) -> Iterator[FileFault]:
    items = content.get(part)
    if not isinstance(items, list):
        yield FileFault(file, line_of(file, part), f"`{part}` must be a list")
        return
    for number, item in enumerate(items):
        if not isinstance(item, dict):
            yield FileFault(file, line_of(file, part, number), "this must be `key: value` pairs")
            continue
        for key in item:
            if key not in keys:
                yield FileFault(file, line_of(file, part, number, key), f"the key `{key}` is not known here")
        yield from _rule(file, number, item) if part == "rules" else _examples(file, number, item)


def _examples(file: Path, number: int, item: Mapping[str, Any]) -> Iterator[FileFault]:
    examples = item.get("examples")
    if not isinstance(examples, str):
        yield FileFault(
            file, line_of(file, "nlu", number, "examples"), "`examples: |` with one `- ` line each is missing"
        )
        return
    start = line_of(file, "nlu", number, "examples")
    for offset, line in enumerate(examples.splitlines(), start=1):
        if line.strip() and not line.startswith("- "):
            yield FileFault(file, start + offset, "each example must begin with `- `")


def _rule(file: Path, number: int, rule: Mapping[str, Any]) -> Iterator[FileFault]:
    if not isinstance(rule.get("rule"), str):
        yield FileFault(file, line_of(file, "rules", number), "a rule needs a name: `rule: …`")
    steps = rule.get("steps")
    if not isinstance(steps, list) or not steps:
        yield FileFault(file, line_of(file, "rules", number), "a rule needs `steps`")
        return
    for place, step in enumerate(steps):
        wrong = sorted(set(step) - _STEPS) if isinstance(step, dict) else ["?"]
        if wrong:
            line = line_of(file, "rules", number, "steps", place)
            yield FileFault(file, line, f"the step `{wrong[0]}` is not known; there are {', '.join(sorted(_STEPS))}")


def _settings(file: Path, content: Mapping[str, Any]) -> Iterator[FileFault]:
    for intent, threshold in _table(content, "thresholds").items():
        if not isinstance(threshold, int | float) or not 0 <= threshold <= 1:
            yield FileFault(file, line_of(file, "thresholds", intent), f"the threshold of {intent} must be from 0 to 1")
    for name, value in _table(content, "values").items():
        given = value if isinstance(value, dict) else {"?": None}
        for key in set(given) - _VALUES:
            yield FileFault(file, line_of(file, "values", name, key), f"the key `{key}` is not known here")
        for key in ("pattern", "asked"):
            try:
                re.compile(str(given.get(key) or ""))
            except re.error as error:
                line = line_of(file, "values", name, key)
                yield FileFault(file, line, f"`{key}` is no regular expression: {error}")
        if not given.get("pattern") and not given.get("note") and name != "email":
            yield FileFault(file, line_of(file, "values", name), f"{name} needs a `pattern`, or `note: true`")


def _domain(file: Path, content: Mapping[str, Any]) -> Iterator[FileFault]:
    for part in ("intents", "entities"):
        listed = content.get(part) or []
        if not isinstance(listed, list) or not all(isinstance(name, str) for name in listed):
            yield FileFault(file, line_of(file, part), f"`{part}` must be a list of names")
    for part in ("slots", "forms", "responses"):
        if not isinstance(content.get(part) or {}, dict):
            yield FileFault(file, line_of(file, part), f"`{part}` must be `name: …` pairs")
            continue
        for name, given in _table(content, part).items():
            if not isinstance(given, list if part == "responses" else dict) or not given:
                yield FileFault(file, line_of(file, part, name), f"`{name}` is empty or has the wrong form")


def _responses(file: Path) -> Iterator[FileFault]:
    """Texts in another language: `English text: translation`."""
    if not _LANGUAGE.fullmatch(file.stem):
        yield FileFault(file, 1, "the file's name must be a language, such as de.yml")
    for text, translation in read_yaml(file).items():
        if not isinstance(translation, str) or not translation.strip():
            yield FileFault(file, line_of(file, text), f"`{text}` needs a translation")


def _table(content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = content.get(name) or {}
    return found if isinstance(found, dict) else {}
