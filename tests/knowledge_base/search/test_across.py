"""Questions and articles in other languages: read by the second encoder, with the real encoders."""

import pytest

from knowledge_base.articles.article import Article
from knowledge_base.encoders.encoder import MultilingualEncoder, OnnxEncoder
from knowledge_base.service.engine import Engine, Knowledge

ENGLISH = [
    ("returns", "Send something back", "You can return clothing within 30 days. The label is in your account."),
    (
        "delivery",
        "Delivery times",
        "Within the country it takes 2 to 3 working days, to islands a week.",
    ),
    ("payment", "Ways to pay", "We accept cards, PayPal and bank transfer. An invoice is sent by e-mail."),
    (
        "password",
        "Forgotten password",
        "Press “Forgot password” and follow the link that we send by e-mail.",
    ),
    ("warranty", "Warranty", "Frames have a warranty of five years, other parts of two years."),
    ("hours", "Opening hours", "The workshop is open from Tuesday to Saturday, 10:00 to 18:00."),
]
GERMAN = [
    ("zaehler", "Zählerstand melden", "Melden Sie den Zählerstand bis zum 20. Dezember im Portal oder am Telefon."),
    ("umzug", "Umzug melden", "Ziehen Sie um, melden Sie es uns zwei Wochen vorher. Der Vertrag zieht mit."),
    ("abschlag", "Abschlag ändern", "Den monatlichen Abschlag ändern Sie im Portal. Abgebucht wird am 15. des Monats."),
    ("sperrung", "Mahnung und Sperrung", "Nach zwei Mahnungen sperren wir den Anschluss. Die Entsperrung kostet 68 €."),
    (
        "stoerung",
        "Störung im Netz",
        "Bei Stromausfall rufen Sie die Störungsnummer an, rund um die Uhr.",
    ),
]


def articles_of(rows: list[tuple[str, str, str]], locale: str) -> list[Article]:
    return [Article(name, title, body, (), "", locale) for name, title, body in rows]


@pytest.fixture(scope="module")
def both(encoder: OnnxEncoder, multilingual: MultilingualEncoder) -> Engine:
    return Engine(encoder, {}, multilingual)


@pytest.fixture(scope="module")
def english(both: Engine) -> Knowledge:
    return Knowledge(*both.learn(both.index(articles_of(ENGLISH, "en"))), target_precision=0.9)


@pytest.fixture(scope="module")
def german(both: Engine) -> Knowledge:
    return Knowledge(*both.learn(both.index(articles_of(GERMAN, "en"))), target_precision=0.9)  # nobody set the locale


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("Wie lange habe ich Zeit, eine Jacke zurückzuschicken?", "returns"),
        ("Hoe lang duurt de bezorging van een pakket?", "delivery"),
        ("Comment puis-je payer ?", "payment"),
        ("He olvidado mi contraseña", "password"),
        ("Quanti anni di garanzia ha il telaio?", "warranty"),
        ("O której otwieracie warsztat w sobotę?", "hours"),
        ("パスワードを忘れました", "password"),
    ],
)
def test_english_articles_answer_in_other_languages(
    both: Engine, english: Knowledge, question: str, article: str
) -> None:
    evidence, _ = both.evidence(english, question)
    assert evidence.candidates[0].article_id == article
    assert evidence.probability > 0.25  # enough to be shown


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("bis wann braucht ihr meine ablesung vom zähler", "zaehler"),
        ("Wir ziehen nächsten Monat um, was ist zu tun?", "umzug"),
        ("An welchem Tag wird das Geld abgebucht?", "abschlag"),
        ("was kostet es den strom wieder einzuschalten nach der sperre", "sperrung"),
        ("When is the money taken from my account each month?", "abschlag"),
    ],
)
def test_articles_in_another_language_are_searched_in_theirs(
    both: Engine, german: Knowledge, question: str, article: str
) -> None:
    evidence, _ = both.evidence(german, question)
    assert evidence.candidates[0].article_id == article


def test_what_no_article_answers_is_not_answered_in_any_language(both: Engine, english: Knowledge) -> None:
    for question in ("Wer hat die Wahl gewonnen?", "¿Cuál es la capital de Mongolia?"):
        evidence, _ = both.evidence(english, question)
        assert evidence.probability < evidence.threshold


def test_english_questions_about_english_articles_are_read_as_before(
    both: Engine, encoder: OnnxEncoder, english: Knowledge
) -> None:
    text = "How long do I have to return a jacket?"
    scores = english.index.scores(text, both.vector(text))
    assert not scores.across
    assert scores.topics.any()


def test_a_follow_up_is_read_in_its_own_language(both: Engine, english: Knowledge) -> None:
    shown = english.index.entries[1].passages[0].text
    evidence, _ = both.evidence(english, "und auf die Inseln?", ["Wie lange dauert die Lieferung?", shown])
    assert evidence.candidates[0].article_id == "delivery"
    assert evidence.in_context


def test_without_the_second_encoder_everything_is_read_by_the_first(encoder: OnnxEncoder) -> None:
    alone = Engine(encoder, {})
    index = alone.index(articles_of(GERMAN, "de"))
    assert not index.across
    assert not index.scores("Wie melde ich den Umzug?", alone.vector("Wie melde ich den Umzug?")).across
