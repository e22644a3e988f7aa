"""What `docs/proven.md` says is shown: each row of the three tables names tests that exist, or says what is missing."""

import re

import pytest

from tests.docs.documents import ROOT, section, text

DOCUMENT = "docs/proven.md"
TABLES = [("Faults", 30), ("Bad input", 40), ("Security", 30)]
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.*) \|$", re.MULTILINE)
NAMED = re.compile(r"`((?:tests|frontend)/[^`]+)`")
NOT_YET = "Not yet: "


@pytest.mark.parametrize(("title", "rows"), TABLES)
def test_every_row_is_there_once_and_names_its_tests(title: str, rows: int) -> None:
    found = ROW.findall(section(text(DOCUMENT), title))
    assert [int(number) for number, _, _ in found] == list(range(1, rows + 1))
    silent = [what for _, what, shown in found if not NAMED.search(shown) and NOT_YET not in shown]
    assert silent == []


def test_every_named_test_exists() -> None:
    missing = []
    for named in NAMED.findall(text(DOCUMENT)):
        name, _, test = named.partition("::")
        file = ROOT / name
        if not file.is_file() or (test and not defines(file.read_text(encoding="utf-8"), test)):
            missing.append(named)
    assert missing == []


def defines(source: str, test: str) -> bool:
    return re.search(rf"^(?:async )?def {test}\(", source, re.MULTILINE) is not None
