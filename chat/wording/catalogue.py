"""The texts by key and language, read once.

`full.yml` has every text in the languages that the bot speaks; `short.yml` has fewer texts in many more. Where a short
language has no text of its own for a key, `SHORT_FOR` names the one that says it more plainly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
FALLBACK = "en"

_PASSING_ON = (
    *("unsure", "unsure_with_find", "out_of_scope_queued", "bot_unavailable", "asked_for_person"),
    *("repeated_misunderstanding", "frustration", "sensitive_topic"),
)
SHORT_FOR: Mapping[str, str] = {
    **dict.fromkeys(_PASSING_ON, "handing_over"),
    "out_of_scope": "offer",
    "something_else": "say_it_again",
}
"""Key -> the key of the plainer text that a short language has for it."""


@dataclass(frozen=True)
class Words:
    """All the texts in one language."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: str) -> str:
        text = self.texts[key]
        return text.format(**values) if values else text

    def knows(self, key: str) -> bool:
        return key in self.texts


def words_in(language: str) -> Words:
    """The texts in this language; in English where there are none."""
    everything = _catalogue()
    return everything.get(language) or everything[FALLBACK]


def in_language(text: str, language: str) -> str:
    """What an order book says, in the customer's language; unchanged where nobody has translated it."""
    return _of_orders().get(text, {}).get(language, text)


@cache
def _of_orders() -> Mapping[str, Mapping[str, str]]:
    return _read("orders.yml")


@cache
def _catalogue() -> Mapping[str, Words]:
    full: dict[str, dict[str, str]] = {}
    for key, in_languages in _read("full.yml").items():
        for language, text in in_languages.items():
            full.setdefault(language, {})[key] = text
    short = {language: _spread(texts, full[FALLBACK]) for language, texts in _read("short.yml").items()}
    return {language: Words(language, texts) for language, texts in {**short, **full}.items()}


def _spread(texts: Mapping[str, str], keys: Mapping[str, str]) -> dict[str, str]:
    return {key: texts[SHORT_FOR.get(key, key)] for key in keys}


def _read(name: str) -> dict[str, dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8") as file:
        found: dict[str, dict[str, str]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 (it makes only strings)
    return found
