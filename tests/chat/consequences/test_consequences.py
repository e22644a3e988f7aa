"""What a publication would change, over HTTP: kinds, the golden set, masking, parts, and neighbours that fail."""

from typing import Any

import pytest

from kit.database import Database
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import Content
from tests.chat.turns.test_outcomes import told
from tests.fixtures.callers import Staff, ok, refusal
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import SURE, Answer, Neighbours, evidence, fails, steps
from tests.fixtures.staff import MovingClock

OTHER = {**SURE, "article_id": "refunds", "title": "Refunds", "passage": "Five days."}
PUBLISH = {"changes": [{"action": "publish", "article_id": "returns"}]}


@pytest.fixture
async def editor(chat: ServedChat, database: Database) -> Staff:
    content = Content("Returns", "Sixty days.", ("send it back",))
    database.write_now(editing.create, content, "Edith", MovingClock()(), article_id="returns")
    return await chat.person("editor", name="Edith")


def seen(candidate: dict[str, Any], probability: float) -> dict[str, Any]:
    found = {**candidate, "probability": probability}
    return dict(evidence(found, probability=probability, among_three=max(probability, 0.1))["evidence"])


SURELY, MAYBE, HARDLY = seen(SURE, 0.97), seen(SURE, 0.5), seen(SURE, 0.02)
ELSEWHERE, REWORDED = seen(OTHER, 0.97), seen({**SURE, "passage": "Only 14 days."}, 0.97)


def comparing(changes: dict[str, tuple[Any, Any]], at_once: int = 100) -> Any:
    """The answer of `knowledge`: these questions change, `at_once` are worked on in one part."""

    async def script(call: dict[str, Any]) -> Answer:
        asked = [each["text"] for each in call["questions"]][:at_once]
        changed = [
            {"place": place, "vector": [0.0] * 384, "old": changes[text][0], "new": changes[text][1]}
            for place, text in enumerate(asked)
            if text in changes
        ]
        return {"knowledge_version": 1, "done": len(asked), "decided": len(changed), "changed": changed}

    return script


async def golden(editor: Staff, text: str, **more: Any) -> None:
    ok(await editor.post("/golden-questions", {"text": text, **more}))


async def test_each_question_is_said_to_be_won_lost_or_changed(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    wanted = {
        "won": (HARDLY, MAYBE),
        "lost": (SURELY, HARDLY),
        "other_article": (SURELY, ELSEWHERE),
        "now_firm": (MAYBE, SURELY),
        "no_longer_firm": (SURELY, MAYBE),
        "other_words": (SURELY, REWORDED),
    }
    changes = {f"a question that is {kind}": pair for kind, pair in wanted.items()}
    for text in (*changes, "a question that is lost", "a question that stays"):
        await told(await chat.customer(), text)
    neighbours.changes = comparing({**changes, "a question that stays": (SURELY, SURELY)})
    body = ok(await editor.post("/article-consequences", PUBLISH))
    found = {each["question"]: (each["kind"], each["times"]) for each in body["consequences"]}
    assert found == {text: (text.split()[-1], 1 + (text.split()[-1] == "lost")) for text in changes}
    assert (body["total"], body["done"], body["next"], body["golden"]) == (7, 7, None, 0)
    sent = neighbours.changes_calls[-1]["changes"]
    assert sent == [{"article_id": "returns", "title": "Returns", "body": "Sixty days.", "questions": ["send it back"]}]


async def test_a_golden_question_that_would_be_wrong_says_why(neighbours: Neighbours, editor: Staff) -> None:
    await golden(editor, "how long", article_ids=["returns"], must=[["60 days"]])
    await golden(editor, "what about parrots")
    neighbours.changes = comparing({"how long": (SURELY, REWORDED), "what about parrots": (SURELY, HARDLY)})
    body = ok(await editor.post("/article-consequences", PUBLISH))
    found = {each["question"]: each["golden"] for each in body["consequences"]}
    worse, better = found["how long"], found["what about parrots"]
    assert (worse["right_before"], worse["right_after"], worse["problem"]) == (True, False, "fact_missing")
    assert worse["fact"] == "60 days"
    assert (better["right_before"], better["right_after"], better["problem"]) == (False, True, None)


async def test_what_the_dialogue_takes_up_itself_does_not_change(neighbours: Neighbours, editor: Staff) -> None:
    await golden(editor, "where is my order")
    neighbours.changes = comparing({"where is my order": (SURELY, HARDLY)})
    neighbours.bot = lambda _: _taken()
    assert ok(await editor.post("/article-consequences", PUBLISH))["consequences"] == []


async def _taken() -> Answer:
    return steps({"text": "What is its number?"})


async def test_it_goes_part_by_part_without_saying_what_customers_wrote(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    said = [f"question {number} of jan@example.com, order 123456" for number in range(3)]
    for text in said:
        await told(await chat.customer(), text)
    neighbours.changes = comparing(dict.fromkeys(said, (SURELY, HARDLY)), at_once=2)
    first = ok(await editor.post("/article-consequences", PUBLISH))
    assert (first["done"], first["total"]) == (2, 3)
    assert "question" not in first["next"]
    second = ok(await editor.post("/article-consequences", {**PUBLISH, "cursor": first["next"]}))
    assert (second["done"], second["next"]) == (3, None)
    shown = {each["question"] for each in (*first["consequences"], *second["consequences"])}
    assert shown == {f"question {number} of [e-mail], order [number]" for number in range(3)}


async def test_what_few_may_read_is_checked_as_they_ask(
    neighbours: Neighbours, editor: Staff, database: Database
) -> None:
    content = Content("The club", "Ten per cent off.")
    database.write_now(editing.create, content, "Edith", MovingClock()(), article_id="club", audience="signed_in")
    await golden(editor, "how long", article_ids=["returns"], must=[["60 days"]])
    neighbours.changes = comparing({"how long": (SURELY, HARDLY)})
    body = ok(await editor.post("/article-consequences", {"changes": [{"action": "publish", "article_id": "club"}]}))
    sent = neighbours.changes_calls[-1]
    assert (sent["reader"], sent["changes"][0]["body"]) == ("signed_in", "Ten per cent off.")
    (found,) = body["consequences"]
    assert (found["reader"], found["kind"], found["golden"]["right_after"]) == ("signed_in", "lost", False)

    await editor.post("/article-consequences", {"changes": [{"action": "remove", "article_id": "club"}]})
    assert neighbours.changes_calls[-1]["changes"] == [{"article_id": "club"}]


async def test_what_agents_are_offered_is_not_measured_by_the_golden_set(neighbours: Neighbours, editor: Staff) -> None:
    await golden(editor, "how long", article_ids=["returns"], must=[["60 days"]])
    neighbours.changes = comparing({"how long": (SURELY, ELSEWHERE)})
    written = {"action": "publish", "audience": "staff", "draft": {"title": "By hand", "body": "Ask first."}}
    (found,) = ok(await editor.post("/article-consequences", {"changes": [written]}))["consequences"]
    assert neighbours.changes_calls[-1]["reader"] == "staff"
    assert (found["reader"], found["kind"], found["golden"]) == ("staff", "other_article", None)


async def test_articles_for_several_readers_are_checked_once_for_each_of_them(
    neighbours: Neighbours, editor: Staff, database: Database
) -> None:
    content = Content("The club", "Ten per cent off.")
    database.write_now(editing.create, content, "Edith", MovingClock()(), article_id="club", audience="signed_in")
    await golden(editor, "how long")
    await golden(editor, "what about parrots")
    neighbours.changes = comparing({"how long": (SURELY, HARDLY)}, at_once=1)
    wanted = {"changes": [{"action": "publish", "article_id": each} for each in ("returns", "club")]}
    parts: list[dict[str, Any]] = []
    while not parts or parts[-1]["next"]:
        parts.append(
            ok(await editor.post("/article-consequences", {**wanted, "cursor": parts[-1]["next"] if parts else None}))
        )
    asked = [(call["reader"], [each["article_id"] for each in call["changes"]]) for call in neighbours.changes_calls]
    assert asked == [("everyone", ["returns"])] * 2 + [("signed_in", ["returns", "club"])] * 2
    assert [(part["done"], part["total"]) for part in parts] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [each["reader"] for part in parts for each in part["consequences"]] == ["everyone", "signed_in"]


async def test_what_more_people_would_read_is_checked_as_they_ask(
    neighbours: Neighbours, editor: Staff, database: Database
) -> None:
    now = MovingClock()()
    for name in ("club", "draft"):
        content = Content(name, "Ten per cent off.")
        database.write_now(editing.create, content, "Edith", now, article_id=name, audience="staff")
    database.write_now(editing.publish_version, "club", 1, "Edith", now)
    reworded = Content("club", "Twenty, if we can afford it.")
    database.write_now(editing.update, "club", 1, reworded, "Edith", now)
    await golden(editor, "how long", article_ids=["returns"], must=[["60 days"]])
    neighbours.changes = comparing({"how long": (SURELY, ELSEWHERE)})

    async def widened(*wanted: tuple[str, str]) -> dict[str, Any]:
        changes = [{"action": "widen", "article_id": each, "audience": audience} for each, audience in wanted]
        return dict(ok(await editor.post("/article-consequences", {"changes": changes})))

    (found,) = (await widened(("club", "signed_in"), ("draft", "everyone")))["consequences"]
    sent = neighbours.changes_calls[-1]
    published = {"article_id": "club", "title": "club", "body": "Ten per cent off.", "questions": []}
    assert (sent["reader"], sent["changes"]) == ("signed_in", [published]), (
        "what is live, not what is written meanwhile"
    )
    assert (found["reader"], found["golden"]["right_after"]) == ("signed_in", False)

    asked = len(neighbours.changes_calls)
    body = await widened(("club", "staff"), ("draft", "everyone"))
    assert (body["consequences"], body["next"], len(neighbours.changes_calls)) == ([], None, asked)


async def test_wrong_input_and_neighbours_that_fail_are_said(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    place = "/article-consequences"
    wrong: list[dict[str, Any]] = [{"changes": []}, {"changes": [{"action": "remove"}]}, {**PUBLISH, "cursor": "x"}]
    for body in wrong:
        assert refusal(await editor.post(place, body))[0] == 400
    unknown = {"changes": [{"action": "remove", "article_id": "nowhere"}]}
    assert refusal(await editor.post(place, unknown)) == (404, "not_found")
    assert refusal(await (await chat.person("agent")).post(place, PUBLISH)) == (403, "not_allowed")
    neighbours.changes = fails
    assert refusal(await editor.post(place, PUBLISH)) == (503, "bot_unavailable")
