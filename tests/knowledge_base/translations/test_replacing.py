"""What a customer reads of a decision where the search has found an article in both languages."""

from knowledge_base.articles.article import Article
from knowledge_base.decision.decision import Choice, Decision
from knowledge_base.decision.evidence import Candidate
from knowledge_base.translations.replacing import foreign_ids, in_language, pairs_of

ENGLISH = Article("returns", "Returns", "You have thirty days to send it back.")
GERMAN = Article("rueckgabe", "Rückgabe", "Sie haben dreißig Tage Zeit.", locale="de")
GROUPED = [("group", GERMAN), ("group", ENGLISH)]


def candidate(article: Article) -> Candidate:
    return Candidate(article.id, article.title, "", article.body, 0.5, 0.5, 0.5, 0.5, whole=True)


def guess(best: Article, second: Article) -> Decision:
    other = Choice("else", "Something else")
    choices = (Choice(best.id, best.title), Choice(second.id, second.title), other)
    shown = {"article_id": best.id, "title": best.title, "section": "", "passage": best.body}
    return Decision("tentative", "likely_enough", choices=choices, second=candidate(second), **shown)  # type: ignore[arg-type]


def test_an_article_and_its_translation_are_not_offered_as_two() -> None:
    read = in_language(guess(ENGLISH, GERMAN), pairs_of(GROUPED, "de")).decision
    assert (read.article_id, read.passage, read.second) == ("rueckgabe", GERMAN.body, None)
    assert read.choices == (Choice("returns", "Rückgabe"), Choice("else", "Something else"))
    read = in_language(guess(GERMAN, ENGLISH), pairs_of(GROUPED, "de")).decision
    assert (read.article_id, read.second) == ("rueckgabe", None)


def test_a_topic_shows_the_same_part_of_the_translation_or_its_title_alone() -> None:
    english = Article("returns", "Returns", "Nearly all.\n\n## How long\n\nThirty days.")
    german = Article("rueckgabe", "Rückgabe", "Fast alles.\n\n## Wie lange\n\nDreißig Tage.", locale="de")
    offered = (Choice("returns", "Returns", "How long", "Thirty days."),)
    suggest = Decision("suggest", "nearest", choices=offered)
    read = in_language(suggest, pairs_of([("g", english), ("g", german)], "de")).decision
    assert read.choices == (Choice("returns", "Rückgabe", "Wie lange", "Dreißig Tage."),)
    longer = Article("rueckgabe", "Rückgabe", "Wort " * 300, locale="de")
    read = in_language(suggest, pairs_of([("g", english), ("g", longer)], "de")).decision
    assert read.choices == (Choice("returns", "Rückgabe"),)


def test_only_what_is_not_clearly_in_the_language_is_looked_up() -> None:
    assert foreign_ids(guess(GERMAN, ENGLISH), "de") == ["returns", "rueckgabe", "else"]  # a title alone is not clear
    answer = Decision("answer", "sure_enough", article_id="rueckgabe", passage=GERMAN.body)
    assert foreign_ids(answer, "de") == []
    assert foreign_ids(answer, "en") == ["rueckgabe"]


def test_norwegian_has_one_name() -> None:
    norwegian = Article("retur", "Retur", "Du har tretti dager.", locale="nb-NO")
    pairs = pairs_of([("group", norwegian), ("group", ENGLISH)], "no")
    assert pairs["returns"].translation is norwegian
