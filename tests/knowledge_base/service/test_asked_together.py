"""Many questions are asked together for editors, against what is typed, and the near ones are picked out."""

from knowledge_base.articles.article import Article
from knowledge_base.service.asked_together import EditorsQuestions, asked_together, nearest
from knowledge_base.service.checks.changes import with_draft
from knowledge_base.service.engine import Engine, Knowledge


def test_each_question_gets_what_it_would_get_alone(engine: Engine, knowledge: Knowledge) -> None:
    questions = ["when is my money back?", "is the workshop open on Sunday", "when is my money back?"]
    together = asked_together(engine, knowledge, questions, EditorsQuestions(engine))
    for question, (found, _) in zip(questions, together, strict=True):
        alone, _ = engine.evidence(knowledge, question)
        assert (found.probability, found.candidates) == (alone.probability, alone.candidates[:3])


def test_the_questions_near_an_article_are_named_the_nearest_first(engine: Engine, knowledge: Knowledge) -> None:
    questions = ["who won the match", "how long does charging take", "charge battery at room temperature?"]
    assert nearest(knowledge, "battery", questions, 5, EditorsQuestions(engine)) == [2, 1]
    assert nearest(knowledge, "battery", questions, 1, EditorsQuestions(engine)) == [2]
    assert nearest(knowledge, "battery", [], 5, EditorsQuestions(engine)) == []


def test_an_accepted_phrasing_makes_its_question_and_others_like_it_likelier(
    engine: Engine, knowledge: Knowledge
) -> None:
    vectors = EditorsQuestions(engine)
    asked = ["my bill as a document", "get a bill as a document for the tax office"]
    draft = Article("invoice", "Download an invoice", "Open your account, choose the order and press Invoice.")
    before = asked_together(engine, with_draft(engine, knowledge, draft), asked, vectors)
    accepted = Article(draft.id, draft.title, draft.body, (asked[0],))
    after = asked_together(engine, with_draft(engine, knowledge, accepted), asked, vectors)
    for (then, _), (now, _) in zip(before, after, strict=True):
        assert now.candidates[0].article_id == "invoice"
        assert now.probability > then.probability
