"""Every figure carries one definition: in the API, on the page and in the document it is the same."""

import re
from pathlib import Path

from chat.reports.definitions import DEFINITIONS
from tests.docs.documents import rows, section, text

ROOT = Path(__file__).resolve().parents[3]
WORDS = ROOT / "frontend" / "console" / "messages" / "en" / "reports" / "definitions.ts"


def test_the_document_and_the_page_say_what_the_api_says() -> None:
    documented = {cells[0].strip("`"): cells[1] for cells in rows(section(text("docs/reports.md"), "Definitions"))}
    assert documented == dict(DEFINITIONS)
    page = " ".join(WORDS.read_text(encoding="utf-8").split())
    shown = dict(re.findall(r'define_(\w+): "([^"]*)"', page))
    assert shown == dict(DEFINITIONS)
