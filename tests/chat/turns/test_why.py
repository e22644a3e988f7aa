"""Explanations: each decision says what it is based on, beside a message and in the editor's preview alike."""

from typing import Any

from kit.database import Database
from tests.chat.turns.test_outcomes import QUESTION, told
from tests.fixtures.callers import ok
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import SURE, Neighbours, always, steps

SAID = {
    "rule": "sure_enough",
    "action": "answer",
    "reason": None,
    "confidence": 0.97,
    "threshold": 0.8,
    "promise": 0.95,
    "among_three": 0.98,
    "known": 1.0,
    "in_context": False,
    "in_scope": 0.95,
    "sensitive": None,
    "frustration": None,
    "intents": [{"name": "ask_something", "confidence": 0.9}],
    "calibration": "test",
    "knowledge_version": 1,
}
CANDIDATE = {name: SURE[name] for name in ("article_id", "title", "score", "dense", "lexical", "probability")}


async def why_of(chat: ServedChat, *said: str) -> dict[str, Any]:
    """What an agent reads beside the bot's last message."""
    customer = await chat.customer()
    for text in said:
        await told(customer, text)
    supervisor = await chat.person("supervisor")
    why: dict[str, Any] = [each["why"] for each in await supervisor.messages(customer.id) if each.get("why")][-1]
    return why


async def test_a_decision_contains_everything_it_is_based_on(chat: ServedChat) -> None:
    assert await why_of(chat, QUESTION) == {**SAID, "candidates": [CANDIDATE]}


async def test_the_editors_preview_says_the_same_and_quotes(chat: ServedChat, database: Database) -> None:
    editor = await chat.person("editor")
    said = ok(await editor.get("/search?q=How+long+do+I+have+to+send+it+back"))
    assert {name: said[name] for name in SAID} == SAID
    assert said["candidates"] == [{**CANDIDATE, "section": SURE["section"], "passage": SURE["passage"]}]


async def test_signs_of_frustration_are_named_with_their_points(chat: ServedChat) -> None:
    why = await why_of(chat, QUESTION, QUESTION)
    assert why["frustration"] == {"points": 0.5, "rules": {"repeated": 0.5}}
    assert why["rule"] == "sure_enough"


async def test_the_dialogues_own_messages_are_explained_too(chat: ServedChat, neighbours: Neighbours) -> None:
    neighbours.bot = always(steps({"text": "Hello!"}))
    why = await why_of(chat, "hello there")
    assert (why["rule"], why["action"], why["in_scope"]) == ("dialogue", "reply", 0.95)
    assert why["intents"] == SAID["intents"]


async def test_a_handoff_by_the_dialogue_names_its_reason_whoever_worded_it(
    chat: ServedChat, neighbours: Neighbours
) -> None:
    hand_over = {"effect": "hand_over", "reason": "frustration"}
    for said in ([hand_over], [{"text": "I am sorry."}, hand_over]):
        neighbours.bot = always(steps(*said))
        why = await why_of(chat, "what a mess")
        assert (why["rule"], why["action"], why["reason"]) == ("dialogue", "hand_over", "frustration")
