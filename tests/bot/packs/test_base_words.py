"""Another company's bot contains not one word of the demo shop: not in what it says, learns or recognises."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from bot.packs.material import Material
from bot.packs.merge import merge
from tests.bot.process import ROOT
from tests.bot.training import DATA, SHOP

CONFIG = ROOT / "bot" / "config.yml"
BASE = Material(DATA)
SHOPS_OWN = re.compile(
    r"wren|wheel|\b(?:e-?)?bik(?:e|es|ing)\b|bicycl|\bcycl(?:e|es|ed|ing|ist)s?\b|\bWW-|\brid(?:e|es|ing|er|ers)\b|helmet"
    r"|ghent|heron|kestrel|plover|merlin|pedal|saddle|handlebar|fahrr[aä]d|\bfiets|\bvélos?\b|bicicleta",
    re.IGNORECASE,
)
# A company without a shop has none of these either, but its customers may speak of them.
OF_SHOPS = re.compile(
    r"\borders?\b|order_|parcel|deliver(?:y|ies)|\breturn(?:s|ed)?\b|return_|refund|\bshop\b|courier", re.IGNORECASE
)


def found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if pattern.search(line)]


def code(file: Path) -> str:
    """Without comments and docstrings: what runs."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for part in getattr(node, "body", None) or [] if not isinstance(node, ast.Lambda | ast.IfExp) else []:
            if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant):
                part.value = ast.Constant(value="")
    return ast.unparse(tree)


@pytest.mark.parametrize("file", BASE.files, ids=lambda file: str(file.relative_to(DATA)))
def test_no_file_of_the_base_has_a_word_of_the_shop(file: Path) -> None:
    assert found(SHOPS_OWN, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", sorted((ROOT / "bot").rglob("*.py")), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_python_constant_outside_of_orders_has_a_word_of_the_shop(file: Path) -> None:
    if file.parent.name != "orders":
        words = re.compile(SHOPS_OWN.pattern.replace(r"|\brid(?:e|es|ing|er|ers)\b", ""), re.IGNORECASE)
        assert found(words, code(file)) == []


def test_nothing_that_the_base_says_or_does_is_about_orders() -> None:
    merged = merge(BASE, CONFIG)
    made_of = yaml.safe_dump([merged.domain, merged.rules, merged.config])
    assert found(SHOPS_OWN, made_of) == []
    assert found(OF_SHOPS, made_of) == []


def test_nothing_that_the_base_learns_intents_from_is_about_orders() -> None:
    sentences = [file.read_text(encoding="utf-8") for file in BASE.sentence_files if "nlu" in file.parts]
    assert len(sentences) > 4
    assert [line for text in sentences for line in found(OF_SHOPS, text)] == []


def test_the_base_has_no_form_and_the_shop_has_four() -> None:
    assert merge(BASE, CONFIG).domain["forms"] == {}
    assert len(merge(Material(DATA, (SHOP,)), CONFIG).domain["forms"]) == 4


def test_what_chat_says_itself_is_not_about_the_shop() -> None:
    for file in sorted((ROOT / "chat" / "turns").glob("*.py")):
        texts = re.findall(r"\"[^\"\n]*\"", code(file).replace("'", '"'))
        assert found(SHOPS_OWN, "\n".join(texts)) == [], file
