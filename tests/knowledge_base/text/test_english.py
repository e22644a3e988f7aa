"""Which texts the first encoder can read: sentences of many languages, and words that say nothing about theirs."""

import pytest

from knowledge_base.text.english import is_english

ENGLISH_WORDS = {"delivery", "greece", "price", "list", "invoice", "update", "card", "app", "hotel", "bus", "taxi"}


@pytest.mark.parametrize(
    "text",
    [
        "How long does delivery take?",
        "my card was stolen in the bus",
        "Is the hotel open in August",
        "what is an IBAN",
        "can i pay by card or in cash",
        "do you have a taxi for us",
        "",
        "12345",
        "👍",
    ],
)
def test_english_is_english(text: str) -> None:
    assert is_english(text, ENGLISH_WORDS.__contains__)


@pytest.mark.parametrize(
    "text",
    [
        "Wie lange dauert die Lieferung?",
        "In welchem Land liegen die Daten",
        "wo ist mein Paket",
        "Hoeveel kost een nieuwe pas?",
        "kan ik de auto later terugbrengen",
        "Combien de temps ai-je pour renvoyer un article ?",
        "où est ma commande",
        "¿Cuánto tarda el envío?",
        "quiero cancelar la reserva",
        "Quanto costa la spedizione?",
        "onde está a minha encomenda",
        "Gdzie jest moja paczka?",
        "Hvor er min pakke",
        "Siparişim nerede?",
        "Where? Где мой заказ и когда он придёт",
        "متى يصل طلبي؟",
        "注文はいつ届きますか",
        "주문은 언제 도착하나요?",
    ],
)
def test_other_languages_are_not(text: str) -> None:
    assert not is_english(text, ENGLISH_WORDS.__contains__)


@pytest.mark.parametrize(("text", "english"), [("delivery greece", True), ("Lieferzeit Griechenland", False)])
def test_where_no_small_word_tells_the_vocabulary_does(text: str, *, english: bool) -> None:
    assert is_english(text, ENGLISH_WORDS.__contains__) is english
