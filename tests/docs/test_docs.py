"""The documents match the code: settings, events, error codes, commands, links and files."""

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from chat.assembly.settings import ChatSettings
from conversations.status import TRANSITIONS
from kit.keys.secret_files import secret_files
from kit.settings import PREFIX, ProcessSettings
from knowledge_base.settings import KnowledgeSettings
from launcher.command_line import build_parser
from launcher.places import Checkout
from tests.docs.documents import (
    ROOT,
    documents,
    error_codes,
    first_names,
    project_files,
    rows,
    section,
    text,
    told_events,
    variables_in,
)

CONFIGURATION = "docs/configuration.md"
SECTIONS: list[tuple[str, type[BaseSettings]]] = [
    ("Every process that uses SQL", ProcessSettings),
    ("Chat", ChatSettings),
    ("Knowledge", KnowledgeSettings),
]
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:|mailto:)([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def own_fields(settings: type[BaseSettings]) -> dict[str, str]:
    """Variable -> default as a document writes it."""
    inherited = {} if settings is ProcessSettings else ProcessSettings.model_fields
    fields = {name: field for name, field in settings.model_fields.items() if name not in inherited}
    files = dict.fromkeys(secret_files(fields, PREFIX).values(), "none")
    return {f"BATON_{name.upper()}": _written(field.default) for name, field in fields.items()} | files


def _written(default: object) -> str:
    if default is None:
        return "none"
    return "empty" if default == "" else f"`{default}`"


@pytest.mark.parametrize(("title", "settings"), SECTIONS)
def test_every_setting_is_in_its_table_with_its_default_and_nothing_else_is(
    title: str, settings: type[BaseSettings]
) -> None:
    documented = {cells[0].split("`")[1]: cells for cells in rows(section(text(CONFIGURATION), title))}
    fields = own_fields(settings)
    assert set(documented) == set(fields)
    assert {name: cells[1] for name, cells in documented.items()} == fields
    assert [name for name, cells in documented.items() if len(cells) != 4 or not cells[2] or not cells[3]] == []


def read_variables() -> set[str]:
    """Every BATON_ variable that some program of the project names."""
    rooms = ("kit", "chat", "knowledge_base", "bot", "launcher", "benchmarks", "tests/fixtures", "frontend", "deploy")
    sources = [path for path in project_files() if path.suffix in (".py", ".mjs", ".service", "")]
    mine = [path for path in sources if str(path.relative_to(ROOT)).startswith(rooms) or path == ROOT / "baton"]
    named = {name for path in mine for name in variables_in(path.read_text(encoding="utf-8"))}
    return named | {name for _, settings in SECTIONS for name in own_fields(settings)}


def test_every_variable_that_a_program_reads_is_documented_and_every_documented_one_is_read() -> None:
    assert set(first_names(text(CONFIGURATION))) == read_variables()


def test_the_example_has_every_setting_that_an_operator_may_change() -> None:
    internal = set(first_names(section(text(CONFIGURATION), "Launcher and tests").partition("not for you")[2]))
    assert len(internal) > 3
    lines = re.findall(r"^#?(BATON_[A-Z0-9_]+)=", text(".env.example"), re.MULTILINE)
    assert sorted(lines) == sorted(set(lines))
    assert set(lines) == set(first_names(text(CONFIGURATION))) - internal


def test_no_document_names_a_variable_that_does_not_exist() -> None:
    known = read_variables()
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in documents()
        for name in variables_in(path.read_text(encoding="utf-8")) - known
    ]
    assert wrong == []


def test_every_published_event_is_documented() -> None:
    told = told_events() | {event for events in TRANSITIONS.values() for event in events}
    assert "message.created" in told
    assert set(first_names(section(text("docs/events.md"), "Events"))) == told


def test_every_error_code_is_documented_and_every_documented_one_exists() -> None:
    codes = error_codes()
    assert {"not_found", "rate_limited", "claim_lost", "turn_failed"} <= codes
    assert set(first_names(text("docs/errors.md"))) == codes


def commands() -> dict[str, argparse.ArgumentParser]:
    """`up`, `people add`, …: each command with its parser."""
    return dict(_commands(build_parser(Checkout(ROOT)), ""))


def _commands(parser: argparse.ArgumentParser, prefix: str) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield f"{prefix}{name}", inner
                yield from _commands(inner, f"{prefix}{name} ")


def named_commands(document: str) -> list[list[str]]:
    """The words after each `./baton` in code: in a line of a block, or between backticks."""
    inline = re.findall(r"`(\./baton [^`]+)`", document)
    block = re.findall(r"^(?:    |\t)+(?:\S+=\S+ )*(\./baton .*)$", document, re.MULTILINE)
    return [shlex.split(line.partition("  #")[0].replace("…", ""))[1:] for line in [*inline, *block]]


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_that_a_document_names_exists_with_its_options(document: Path) -> None:
    known = commands()
    for words in named_commands(document.read_text(encoding="utf-8")):
        first = [word for word in words if not word.startswith(("-", "["))]
        if not first:
            assert words in ([], ["--help"])
            continue
        alternatives = first[0].split("|")
        assert set(alternatives) <= set(known), f"./baton {' '.join(words)}"
        pair = " ".join(first[:2])
        name = pair if pair in known else alternatives[0]
        if name == "test":  # its further words are pytest's
            continue
        options = {option for action in known[name]._actions for option in action.option_strings}
        given = {re.match(r"--[a-z-]+", word.strip("[]"))[0] for word in words if word.strip("[").startswith("--")}  # type: ignore[index]
        assert given <= options, f"./baton {' '.join(words)}"


def test_the_readme_names_every_command() -> None:
    named = {words[0] for words in named_commands(text("README.md")) if words}
    assert {name for name in commands() if " " not in name} == named


def test_the_first_pages_to_read_stay_short() -> None:
    assert len(text("README.md").splitlines()) <= 120
    assert len(text("docs/architecture.md").split()) <= 1500


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_relative_links_lead_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        name, _, anchor = target.partition("#")
        file = (document.parent / name).resolve() if name else document
        assert file.exists(), target
        if anchor and file.suffix == ".md":
            assert anchor in {_anchor(title) for title in HEADING.findall(file.read_text(encoding="utf-8"))}, target


FILE = re.compile(r"`((?:[a-z_]+|\.\.)/[\w./-]+\.(?:py|ts|tsx|css|md|yml|json|toml))`")
"""A file as a document names it in code type, with its folder."""


def living_documents() -> list[Path]:
    """Without decisions and the changelog: these are history, and files have moved since."""
    return [path for path in documents() if path.parent.name != "decisions" and path.name != "CHANGELOG.md"]


@pytest.mark.parametrize("document", living_documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_document_names_exists(document: Path) -> None:
    named = FILE.findall(document.read_text(encoding="utf-8"))
    missing = [name for name in named if not (ROOT / name).exists() and not (document.parent / name).exists()]
    assert missing == []


def _anchor(title: str) -> str:
    """As the usual renderers of Markdown make it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def test_pictures_are_small() -> None:
    pictures = list((ROOT / "docs" / "images").glob("*.png"))
    assert {picture.stem for picture in pictures} >= {"widget", "console", "editor"}
    assert [picture.name for picture in pictures if picture.stat().st_size > 250_000] == []


# Split, so that this file does not name what it looks for. PyTorch's index of CPU builds is meant, and is none of them.
FOREIGN = [
    re.compile(pattern)
    for pattern in (
        r"(?<![\w.])/wo" + r"rk/",
        r"(?<![\w.])/ro" + r"ot/",
        r"(?<![\w.])/ho" + r"me/\w",
        r"(?<![\w.])/Us" + r"ers/\w",
        r"\bpypi\." + r"org|\bpython" + r"hosted\.",
        r"\bregistry\.npm" + r"js\.|\bnpm" + r"mirror\.",
        r"\b(?:nexus|artifactory|devpi|verdaccio)\b[^ ]*[/.:]",
    )
]


def test_no_file_names_a_path_of_one_machine_or_a_package_registry() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in project_files()
        if path.suffix not in (".png", ".ico", ".woff2")
        for pattern in FOREIGN
        if (found := pattern.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert wrong == []
