"""What is learned from the articles tells neighbours apart, and never hides an article that is new."""

from dataclasses import replace

import numpy as np
import pytest

from knowledge_base.articles.article import Article
from knowledge_base.search.index import Index
from knowledge_base.search.topics import FOLDS, NO_TOPICS, Topics, beside, fit_topics, fold_of
from knowledge_base.service.engine import Engine, Knowledge
from knowledge_base.text.words import words

PHRASINGS = {
    "returns": ("I want to send my jacket back", "how long may I keep it before I return it", "can I bring it back"),
    "refunds": ("when is my money back", "how long until you pay me back", "where does my refund stay"),
}


@pytest.fixture
def phrased(articles: list[Article], engine: Engine) -> Index:
    return engine.index(replace(each, questions=PHRASINGS.get(each.id, ())) for each in articles)


def ids(index: Index) -> list[str]:
    return [entry.article.id for entry in index.entries]


def likeliest(topics: Topics, engine: Engine, question: str) -> str:
    strengths = topics.strengths(engine.encode([question])[0], words(question))
    return topics.article_ids[int(np.argmax(strengths))]


def test_it_learns_which_article_a_phrasing_belongs_to(phrased: Index, engine: Engine) -> None:
    topics, _ = fit_topics(ids(phrased), phrased.topic_examples())
    for article_id, questions in PHRASINGS.items():
        assert [likeliest(topics, engine, question) for question in questions] == [article_id] * len(questions)


def test_a_fold_has_not_heard_what_it_is_asked(phrased: Index) -> None:
    """By heart a phrasing is sure; the fold that it is held out of must be less so, or calibration would flatter."""
    topics, folds = fit_topics(ids(phrased), phrased.topic_examples())
    by_heart: list[float] = []
    unheard: list[float] = []
    for row, entry in enumerate(phrased.entries):
        for number, (question, vector) in enumerate(zip(entry.article.questions, entry.heads[1:], strict=True), 1):
            for which, found in ((topics, by_heart), (folds[fold_of(entry.article.id, number)], unheard)):
                strengths = which.strengths(vector, words(question))
                found.append(float(strengths[row] - np.log(np.exp(strengths).sum())))
    assert len(folds) == FOLDS
    assert np.mean(unheard) < np.mean(by_heart)


def test_an_article_that_was_not_learned_yet_is_found_at_once(phrased: Index, engine: Engine) -> None:
    learned, _ = engine.learn(phrased)
    fresh = Article("helmets", "Helmets for children", "A child's helmet lasts three years; then buy a new one.")
    grown = engine.index([*(entry.article for entry in phrased.entries), fresh], learned)
    question = "do you sell helmets for children"
    shares = grown.scores(question, engine.encode([question])[0]).topics
    assert shares[grown.row_of["helmets"]] == shares.max()


FRESH = Article(
    "helmets",
    "Helmets for children",
    "A child's helmet lasts three years; then buy a new one.",
    ("how long does a kid's helmet last", "when must I replace my daughter's helmet"),
)


def test_a_new_article_is_learned_beside_the_others_which_stay_as_they_are(phrased: Index, engine: Engine) -> None:
    topics, _ = fit_topics(ids(phrased), phrased.topic_examples())
    grown = engine.index([FRESH, *(entry.article for entry in phrased.entries)])
    more = beside(topics, ids(grown), grown.topic_examples(), [0])
    assert more.article_ids == (*topics.article_ids, "helmets")
    assert likeliest(more, engine, "my son's helmet is three years old") == "helmets"
    for article_id, questions in PHRASINGS.items():
        assert [likeliest(more, engine, question) for question in questions] == [article_id] * len(questions)
    asked = "where is my refund"
    vector, said = engine.encode([asked])[0], words(asked)
    assert more.strengths(vector, said)[:-1] == pytest.approx(topics.strengths(vector, said))


def test_nothing_is_learned_beside_where_nothing_is_edited_or_was_learned(phrased: Index) -> None:
    topics, _ = fit_topics(ids(phrased), phrased.topic_examples())
    assert beside(topics, ids(phrased), phrased.topic_examples(), []) is topics
    assert beside(NO_TOPICS, ids(phrased), phrased.topic_examples(), range(len(phrased))) is NO_TOPICS


def test_a_new_article_is_as_sure_at_once_as_when_everything_is_learned(phrased: Index, engine: Engine) -> None:
    """What an editor publishes is answered from right away, and what she previews is what will be said."""
    learned, calibration = engine.learn(phrased)
    everything = [*(entry.article for entry in phrased.entries), FRESH]
    at_once, later = (engine.index(everything, learned), engine.learn(engine.index(everything))[0])
    unlearned = at_once.with_learned(learned.topics, learned.word_coverage)
    question = "for how many years can a child wear a helmet"
    sure = [
        engine.evidence(Knowledge(index, calibration), question)[0].probability for index in (at_once, later, unlearned)
    ]
    assert sure[0] == pytest.approx(sure[1], abs=0.05)
    assert sure[2] < sure[0]


def test_what_an_edit_adds_to_an_article_is_its_own_at_once(phrased: Index, engine: Engine) -> None:
    learned, calibration = engine.learn(phrased)
    hours = phrased.entries[phrased.row_of["hours"]].article
    text = hours.body + "\n\n## Tandems\n\nRenting a tandem for a weekend costs 40 euros."
    edited = replace(hours, body=text, questions=("what does a tandem cost for a weekend",))
    everything = [edited if entry.article is hours else entry.article for entry in phrased.entries]
    at_once, later = engine.index(everything, learned), engine.learn(engine.index(everything))[0]
    question = "how much is it to rent a tandem from Friday to Sunday"
    sure = [engine.evidence(Knowledge(index, calibration), question)[0] for index in (at_once, later)]
    assert [one.candidates[0].article_id for one in sure] == ["hours", "hours"]
    assert sure[0].probability == pytest.approx(sure[1].probability, abs=0.05)
    stale = at_once.with_learned(learned.topics, at_once.word_coverage)
    assert engine.evidence(Knowledge(stale, calibration), question)[0].probability < sure[0].probability


def test_what_is_stored_says_the_same(phrased: Index, engine: Engine) -> None:
    topics, _ = fit_topics(ids(phrased), phrased.topic_examples())
    again = Topics.from_bytes(topics.to_bytes())
    vector = engine.encode(["money back"])[0]
    assert again.id == topics.id
    assert np.array_equal(again.strengths(vector, ["money"]), topics.strengths(vector, ["money"]))


def test_nothing_is_learned_from_a_single_article(engine: Engine, articles: list[Article]) -> None:
    single = engine.index(articles[:1])
    assert fit_topics(ids(single), single.topic_examples())[0] is NO_TOPICS
    learned, _ = engine.learn(single)
    assert learned.scores("anything", engine.encode(["anything"])[0]).topics.tolist() == [0.0]
