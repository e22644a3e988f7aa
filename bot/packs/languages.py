"""What base and packs have in other languages than English: training sentences, and translations of the responses.

Sentences in `nlu/de/` reach the pipeline as lookup tables, so that the English classifier never learns from them
(`bot/components/other_languages.py` does). Translations in `responses/de.yml` map an English text, of a response or of
a button, to its translation; they become metadata of the response, which `bot/turns/responses.py` reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.packs.connector_dialogue import dialogues_of
from bot.packs.material import Material
from bot.packs.yaml_file import read_yaml

TABLE = "said"  # the first part of a table's name: `said/de/greet`

Translations = Mapping[str, Mapping[str, str]]
"""Language -> English text -> translation."""


def tables_of(material: Material) -> list[dict[str, str]]:
    """The sentences of each language and intent, in Rasa's form of a lookup table."""
    sentences: dict[tuple[str, str], list[str]] = {}
    for language, intent, sentence in other_sentences(material):
        sentences.setdefault((language, intent), []).append(sentence)
    return [
        {"lookup": f"{TABLE}/{language}/{intent}", "examples": "".join(f"- {each}\n" for each in dict.fromkeys(said))}
        for (language, intent), said in sorted(sentences.items())
    ]


def other_sentences(material: Material) -> Iterator[tuple[str, str, str]]:
    """Language, intent and text of each training sentence that is not English."""
    for language, file in material.other_sentence_files:
        for entry in read_yaml(file).get("nlu") or ():
            lines = (line.strip() for line in str(entry["examples"]).splitlines())
            yield from ((language, entry["intent"], line.removeprefix("- ")) for line in lines if line)


def translations_of(material: Material) -> Translations:
    """All translations; a later pack's replaces an earlier one's."""
    found: dict[str, dict[str, str]] = {}
    for folder in material.folders:
        for language, text, said in (each for one in dialogues_of(folder) for each in one.translations()):
            found.setdefault(language, {})[text] = said
        for file in sorted((folder / "responses").glob("*.yml")):
            found.setdefault(file.stem, {}).update(read_yaml(file))
    return found


def with_translations(responses: Mapping[str, list[dict[str, Any]]], translations: Translations) -> dict[str, Any]:
    """The responses, each variation with its translations as metadata."""
    return {name: [_translated(one, translations) for one in several] for name, several in responses.items()}


def _translated(variation: dict[str, Any], translations: Translations) -> dict[str, Any]:
    text, titles = variation.get("text"), [button["title"] for button in variation.get("buttons") or ()]
    if text is None:
        return variation
    found = {
        language: {"text": known[text.strip()], "titles": [known.get(title, title) for title in titles]}
        for language, known in translations.items()
        if text.strip() in known
    }
    return {**variation, "metadata": {"translations": found}} if found else variation
