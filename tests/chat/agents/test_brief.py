"""The brief: what an agent needs at a glance; each line quotes the message that it names."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from chat.agents.brief import brief_of
from conversations.conversation import BOT, CUSTOMER, Draft, Message
from handoff.handoffs.handoff import Handoff
from tests.fixtures.callers import ok
from tests.fixtures.chat_process import ServedChat

NOW = datetime(2030, 1, 1, tzinfo=UTC)
HANDOFF = Handoff(
    "h", "c", "asked_for_person", None, None, None, 0, "taken", "a", "Ines", NOW, NOW, taken_at=NOW, closed_at=None
)
REFUNDS = {"article_id": "refunds", "title": "When a refund arrives", "url": "/help/refunds"}


def transcript(*said: str | tuple[str, Mapping[str, Any]]) -> list[Message]:
    """Strings are the customer's messages; tuples are the bot's, with the other fields of the draft."""
    drafts = [Draft(CUSTOMER, each) if isinstance(each, str) else Draft(BOT, each[0], **each[1]) for each in said]
    return [Message("c", seq, f"m{seq}", seq - 1, draft, NOW) for seq, draft in enumerate(drafts, 1)]


def brief(messages: Sequence[Message], helped: Mapping[int, bool] | None = None) -> dict[str, Any]:
    return brief_of(HANDOFF, messages, helped or {})


DAY = transcript(
    "Hi there!",
    ("Hello!", {"why": {"rule": "dialogue", "action": "reply", "form": None}}),
    "My refund of €89.50 for WW-48213 has not arrived",
    ("A refund takes five days.", {"why": {"rule": "sure", "action": "answer"}, "sources": [REFUNDS]}),
    "MY REFUND of €89.50 for WW-48213 has not arrived!!",
    ("May I have your e-mail?", {"why": {"rule": "dialogue", "action": "reply", "form": "contact_form"}}),
    "mara@example.com or 0470 12 34 56",
    ("Which one?", {"why": {"action": "clarify"}, "choices": [{"title": "To a card"}, {"title": "To a voucher"}]}),
    "a person please",
    ("I am passing you on.", {"why": {"rule": "dialogue", "action": "hand_over", "reason": "asked_for_person"}}),
)


def test_the_brief_quotes_what_the_customer_wants_and_what_is_open() -> None:
    found = brief(DAY)
    assert found["first_message"] == {"seq": 1, "text": "Hi there!"}
    assert found["wants"] == {"seq": 3, "text": "My refund of €89.50 for WW-48213 has not arrived"}
    assert found["last_message"]["seq"] == 9
    assert found["open_question"]["seq"] in (5, 7)
    assert found["tipped_by"] == {"seq": 9, "text": "a person please", "name": "dialogue"}


def test_the_name_of_a_file_is_not_what_the_customer_wants() -> None:
    asked = "I want to talk to a person about my damaged frame"
    why = {"rule": "dialogue", "action": "hand_over", "reason": "asked_for_person"}
    picture = Draft(CUSTOMER, "photo of frame.jpg", attachments=({"name": "photo of frame.jpg"},))
    said = transcript(asked, ("I am passing you on.", {"why": why}))
    found = brief([*said, Message("c", 3, "m3", 2, picture, NOW)])
    assert found["wants"] is None
    assert found["first_message"] == {"seq": 1, "text": asked}


def test_what_came_with_the_request_for_a_person_is_what_the_customer_wants() -> None:
    why = {"why": {"rule": "dialogue", "action": "hand_over", "reason": "asked_for_person"}}
    asked = "the battery is dead since monday, let me talk to somebody"
    said = transcript("hello", ("Hello!", {}), asked, ("I am passing you on.", why), "it is the 500 Wh one")
    assert brief(said)["wants"] == {"seq": 3, "text": asked}
    bare = transcript(
        "hello", ("Hello!", {}), "let me talk to a real human right now", ("One moment.", why), "the 500 Wh one"
    )
    assert brief(bare)["wants"] == {"seq": 5, "text": "the 500 Wh one"}


def test_each_detail_is_listed_once_where_it_was_first_mentioned() -> None:
    details = [(each["seq"], each["name"], each["value"]) for each in brief(DAY)["details"]]
    assert details == [
        (3, "order_number", "WW-48213"),
        (3, "amount", "€89.50"),
        (7, "email", "mara@example.com"),
        (7, "phone", "0470 12 34 56"),
    ]


def test_the_brief_says_what_was_tried_and_how_it_went() -> None:
    found = brief(DAY, {4: False})
    assert [(each["seq"], each["title"], each["name"]) for each in found["answers"]] == [
        (4, "When a refund arrives", "did_not_help")
    ]
    steps = [(each["seq"], each["name"], each["value"]) for each in found["steps"]]
    assert steps == [(6, "form", "contact"), (8, "asked_back", "To a card / To a voucher")]
    mood = [(each["seq"], each["name"]) for each in found["mood"]]
    assert mood == [(4, "not_helped"), (5, "repeated, marks")]


def test_a_button_pressed_at_once_leaves_the_brief_empty() -> None:
    found = brief([])
    assert (found["first_message"], found["wants"], found["tipped_by"]) == (None, None, None)
    assert found["details"] == found["answers"] == found["steps"] == found["mood"] == []


async def test_the_brief_shows_which_answer_the_customer_rejected(chat: ServedChat) -> None:
    customer, agent = await chat.customer(), await chat.person()
    await customer.say("How long do I have to send it back?")
    async with customer.listen() as socket:
        frame = await socket.until("message.created", lambda frame: frame["message"]["author"]["kind"] == "bot")
    answer = frame["message"]
    ok(await customer.post(f"{customer.path}/messages/{answer['seq']}/feedback", {"helpful": False}))
    ok(await customer.post(f"{customer.path}/handoff"))
    got = (await agent.accept(customer.id))["brief"]
    assert [each["name"] for each in got["answers"]] == ["did_not_help"]
