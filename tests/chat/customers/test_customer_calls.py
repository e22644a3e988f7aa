"""The customers' calls over HTTP: the result and every error of each."""

import asyncio
import re
from typing import Any

import pytest
from sqlalchemy import Connection

from conversations.conversation import SYSTEM, Draft
from conversations.service import append, get
from kit.clock import system_clock
from tests.fixtures.callers import Customer, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat
from tests.fixtures.neighbours import ASK_KNOWLEDGE, SURE, Neighbours, always, evidence, repeats, steps
from tests.fixtures.widget_words import check_widget_can_say

MESSAGE: dict[str, Any] = {
    "id": str,
    "seq": int,
    "previous": int,
    "author": dict,
    "kind": str,
    "event": (str, type(None)),
    "details": (dict, type(None)),
    "text": str,
    "format": str,
    "created_at": str,
    "choices": list,
    "sources": list,
    "attachments": list,
    "visibility": str,
}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")


def check_message(message: dict[str, Any]) -> None:
    """Checks a customer's view of a message against the API: its keys, their types and their values."""
    assert set(message) == set(MESSAGE)
    for key, kind in MESSAGE.items():
        assert isinstance(message[key], kind), (key, message[key])
    assert set(message["author"]) == {"kind", "name"}
    assert message["author"]["kind"] in {"customer", "bot", "agent", "system"}
    assert message["kind"] in {"text", "event"}
    assert (message["details"] is None) == (message["kind"] == "text")
    assert message["format"] in {"plain", "markdown"}
    assert message["visibility"] == "public"
    assert TIME.fullmatch(message["created_at"])


async def answered(customer: Customer, after: int = 0) -> list[dict[str, Any]]:
    """All messages after `after`, once the bot has written one."""
    path = f"?after={after}"
    async with customer.socket(f"{customer.path}/socket{path}") as socket:
        await socket.until("message.created", lambda frame: frame["message"]["author"]["kind"] == "bot")
    return await customer.messages(after)


async def test_a_new_conversation_is_with_the_bot_and_empty(chat: ServedChat) -> None:
    answer = await chat.anybody.post("/conversations", {"locale": "en-GB", "page_url": "https://shop.example/heron"})
    assert answer.status_code == 201
    body = answer.json()
    assert set(body) == {"conversation_id", "token", "status", "messages"}
    assert (body["status"], body["messages"]) == ("bot", [])
    assert len(body["token"]) >= 22, "at least 128 random bits"


async def test_reading_a_conversation_returns_what_the_api_specifies(chat: ServedChat) -> None:
    customer = await chat.customer()
    assert await customer.read() == {"id": customer.id, "status": "bot", "last_seq": 0, "queue": None, "agent": None}


async def test_a_message_is_stored_shown_and_answered_with_its_source(chat: ServedChat) -> None:
    customer = await chat.customer()
    sent = await customer.say("How long do I have to send it back?")
    assert sent.status_code == 201
    check_message(sent.json())
    assert (sent.json()["seq"], sent.json()["previous"]) == (1, 0)
    assert sent.json()["author"] == {"kind": "customer", "name": ""}
    question, answer = await answered(customer)
    assert question == sent.json()
    check_message(answer)
    assert (answer["seq"], answer["previous"], answer["format"]) == (2, 1, "markdown")
    assert answer["text"] == SURE["passage"]
    assert answer["sources"] == [
        {
            "article_id": "returns",
            "title": "Returns",
            "url": f"http://127.0.0.1:{chat.container.settings.port}/help/returns",
            "passage": SURE["passage"],
            "section": "How long",
        }
    ]


async def test_a_resend_returns_the_same_message_and_another_text_is_a_conflict(chat: ServedChat) -> None:
    customer = await chat.customer()
    first = await customer.say("hello", "one")
    again = await customer.say("hello", "one")
    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())
    assert refusal(await customer.say("goodbye", "one")) == (409, "conflict")
    said = [each["text"] for each in await customer.messages() if each["author"]["kind"] == "customer"]
    assert said == ["hello"]


async def test_the_same_message_sent_ten_times_at_once_is_stored_once(chat: ServedChat) -> None:
    customer = await chat.customer()
    answers = await asyncio.gather(*(customer.say("hello", "one") for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1


async def test_messages_keep_their_order_and_each_gets_its_turn(chat: ServedChat, neighbours: Neighbours) -> None:
    neighbours.bot = repeats
    customer = await chat.customer()
    for number in range(6):
        assert (await customer.say(f"text {number}")).status_code == 201
    async with customer.listen(0) as socket:
        await socket.until_text("You said: text 5")
    messages = await customer.messages()
    assert [each["seq"] for each in messages] == list(range(1, 13))
    assert [each["previous"] for each in messages] == list(range(12))
    replies = [each["text"] for each in messages if each["author"]["kind"] == "bot"]
    assert replies == [f"You said: text {number}" for number in range(6)]


async def test_messages_are_listed_in_pages_after_a_cursor(chat: ServedChat) -> None:
    customer = await chat.queued()  # the handoff is the first entry, and nobody answers after it
    for number in range(4):
        await customer.say(f"text {number}")
    path = f"{customer.path}/messages"
    first = ok(await customer.get(f"{path}?limit=2"))
    assert ([each["seq"] for each in first["messages"]], first["more"]) == ([1, 2], True)
    rest = ok(await customer.get(f"{path}?after=2&limit=3"))
    assert ([each["seq"] for each in rest["messages"]], rest["more"]) == ([3, 4, 5], False)
    assert ok(await customer.get(f"{path}?after=5")) == {"messages": [], "more": False}
    assert len(ok(await customer.get(f"{path}?limit=999999"))["messages"]) == 5
    for query, code in (
        ("after=-1", "bad_cursor"),
        ("after=3000000000", "bad_cursor"),
        ("limit=0", "bad_query"),
        ("limit=x", "bad_query"),
    ):
        assert refusal(await customer.get(f"{path}?{query}")) == (400, code), query


async def test_a_list_has_two_hundred_entries_by_default_and_at_most_a_thousand(chat: ServedChat) -> None:
    customer = await chat.customer()

    def write_a_lot(connection: Connection) -> None:
        append(connection, get(connection, customer.id, lock=True), [Draft(SYSTEM, "line")] * 1_100, system_clock())

    await chat.database.write(write_a_lot)
    path = f"{customer.path}/messages"
    assert len(ok(await customer.get(path))["messages"]) == 200
    most = ok(await customer.get(f"{path}?limit=2000"))
    assert (len(most["messages"]), most["more"]) == (1_000, True)


async def test_a_choice_counts_only_if_it_was_offered(chat: ServedChat, neighbours: Neighbours) -> None:
    other = {**SURE, "article_id": "refunds", "title": "Refunds", "passage": "Within five days.", "probability": 0.4}
    neighbours.knowledge = always(evidence({**SURE, "probability": 0.2}, other, probability=0.2, among_three=0.9))
    customer = await chat.customer()
    assert refusal(await customer.say("Refunds", choice="article:refunds")) == (400, "bad_type")
    await customer.say("my money?")
    clarified = (await answered(customer))[-1]
    assert [choice["value"] for choice in clarified["choices"]] == ["article:returns", "article:refunds", "person"]
    assert all(set(choice) == {"title", "value"} for choice in clarified["choices"])
    assert (await customer.say("Refunds", choice="article:refunds")).status_code == 201
    answer = (await answered(customer, clarified["seq"]))[-1]
    assert (answer["text"], answer["sources"][0]["article_id"]) == ("Within five days.", "refunds")


async def test_choosing_a_person_queues_without_asking_the_bot(chat: ServedChat, neighbours: Neighbours) -> None:
    neighbours.bot = always(steps({"text": "Which?", "buttons": [{"title": "A person", "payload": "person"}]}))
    customer = await chat.customer()
    await customer.say("hello")
    await answered(customer)
    calls = len(neighbours.bot_calls)
    await customer.say("A person", choice="person")
    async with customer.listen() as socket:
        changed = await socket.until("conversation.changed", lambda frame: frame["conversation"]["status"] == "queued")
    assert changed["conversation"]["queue"]["position"] == 1
    assert len(neighbours.bot_calls) == calls


async def test_asking_for_a_person_queues_the_conversation_and_shows_the_exits(chat: ServedChat) -> None:
    customer = await chat.customer()
    body = ok(await customer.post(f"{customer.path}/handoff", {"note": "It is urgent."}))
    assert body["status"] == "queued"
    alone = {"position": 1, "wait_seconds": None, "agents_available": 0}
    assert body["queue"] == {**alone, "long_wait": False, "closes_at": None, "time_zone": None, "opens_at": None}
    assert body["exits"] == ["wait", "leave_contact", "back_to_bot"]
    told = (await customer.messages())[-1]
    assert (told["kind"], told["event"], told["author"]["kind"]) == ("event", "handoff.requested", "system")
    assert ok(await customer.post(f"{customer.path}/handoff"))["queue"]["position"] == 1
    assert len(await customer.messages()) == 1, "asking again changes nothing"
    second = await chat.customer()
    assert ok(await second.post(f"{second.path}/handoff"))["queue"]["position"] == 2


async def test_a_waiting_customer_can_go_back_to_the_bot(chat: ServedChat) -> None:
    customer = await chat.queued()
    assert ok(await customer.delete(f"{customer.path}/handoff"))["status"] == "bot"
    assert [each["event"] for each in await customer.messages()] == ["handoff.requested", "handoff.cancelled"]
    assert refusal(await customer.delete(f"{customer.path}/handoff")) == (409, "wrong_status")
    await customer.say("then you")
    assert (await answered(customer))[-1]["sources"]


async def test_the_bot_is_silent_while_the_customer_waits_for_a_person(
    chat: ServedChat, neighbours: Neighbours
) -> None:
    customer = await chat.queued()
    await customer.say("are you there?")
    async with customer.listen() as socket:
        await socket.until("replay.ended")
    assert neighbours.bot_calls == []
    assert {each["author"]["kind"] for each in await customer.messages()} == {"system", "customer"}


async def test_a_department_can_be_named_and_must_exist(chat: ServedChat) -> None:
    supervisor, customer = await chat.person("supervisor"), await chat.customer()
    department = ok(await supervisor.post("/departments", {"name": "Workshop"}))
    path = f"{customer.path}/handoff"
    assert refusal(await customer.post(path, {"department": "Nowhere"})) == (404, "not_found")
    assert ok(await customer.post(path, {"department": department["id"]}))["status"] == "queued"
    assert (await supervisor.queue())[0]["department"] == department["id"]


async def test_feedback_is_stored_only_for_messages_that_the_customer_can_see(chat: ServedChat) -> None:
    customer, agent = await chat.queued("hello"), await chat.person()
    await agent.accept(customer.id)
    note = ok(await agent.reply(customer.id, "a note", visibility="internal"))
    path = f"{customer.path}/messages"
    for helpful in (True, False):
        answer = await customer.post(f"{path}/1/feedback", {"helpful": helpful})
        assert (answer.status_code, answer.json()) == (201, {"seq": 1, "helpful": helpful, "reason": None})
    for seq in (note["seq"], 99, 10**18, 10**30):
        assert refusal(await customer.post(f"{path}/{seq}/feedback", {"helpful": True})) == (404, "not_found"), seq
    assert refusal(await customer.post(f"{path}/1/feedback", {"helpful": "yes"})) == (400, "bad_type")
    assert refusal(await customer.post(f"{path}/1/feedback", {})) == (400, "missing_field")
    assert refusal(await customer.post(f"{path}/x/feedback", {"helpful": True}))[0] in (400, 404)


async def test_a_contact_can_be_left_and_agents_see_what_was_promised(chat: ServedChat) -> None:
    customer, agent = await chat.queued(), await chat.person()
    path = f"{customer.path}/contact"
    answer = await customer.post(path, {"email": "Mara@Example.com", "note": "after six"})
    left = {"email": "mara@example.com", "phone": None, "note": "after six"}
    assert (answer.status_code, answer.json()) == (201, left)
    last = (await customer.messages())[-1]
    assert last["event"] == "contact.left"
    check_widget_can_say(last["event"], last["details"])
    panel = ok(await agent.get(f"{customer.path}/customer"))
    assert panel["contact"] == left
    for email in ("not an address", "a@b", "a" * 400 + "@example.com", "a\x00@example.com", 3, ["a@example.com"]):
        assert refusal(await customer.post(path, {"email": email})) == (400, "bad_type"), email
    assert refusal(await customer.post(path, {"note": "x"})) == (400, "missing_field")


async def test_a_phone_number_can_be_left_with_or_instead_of_an_address(chat: ServedChat) -> None:
    customer, agent = await chat.queued(), await chat.person()
    path = f"{customer.path}/contact"
    number, address = "+32 (0)2 555.12-34", "mara@example.com"
    for sent, promise in (
        ({"phone": number}, "call back."),
        ({"email": None, "phone": f" {number} "}, "call back."),
        ({"email": address, "phone": number}, "write or call back."),
        ({"email": address}, "write back."),
        ({"email": address, "phone": None}, "write back."),
    ):
        kept = {"email": sent.get("email"), "phone": number if sent.get("phone") else None, "note": ""}
        assert ok(await customer.post(path, sent)) == kept
        assert (await customer.messages())[-1]["text"] == f"Contact details were left. Somebody will {promise}"
        assert ok(await agent.get(f"{customer.path}/customer"))["contact"] == kept, "the last contact counts"
    for phone in ("", "call me", "12345", "1" * 21, "0470 12 34 56 ext. 7", "+" * 99, "555\x0012345", 32255512, ["0"]):
        answer = await customer.post(path, {"email": address, "phone": phone})
        assert refusal(answer) == (400, "bad_type"), phone
        assert answer.json()["error"]["field"] == "phone"
    assert refusal(await customer.post(path, {"phone": None})) == (400, "missing_field")
    assert refusal(await customer.post(path, {"email": "", "phone": number})) == (400, "bad_type")


async def test_a_rating_is_one_to_five_and_the_last_one_counts(chat: ServedChat) -> None:
    customer = await chat.customer()
    path = f"{customer.path}/rating"
    answer = await customer.post(path, {"score": 5, "comment": "quick"})
    assert (answer.status_code, answer.json()) == (201, {"score": 5, "comment": "quick"})
    assert ok(await customer.post(path, {"score": 1}))["comment"] is None
    for score in (0, 6, -1, 10**20, "5", 4.5, None, True):
        assert refusal(await customer.post(path, {"score": score})) == (400, "bad_type"), score
    assert refusal(await customer.post(path, {})) == (400, "missing_field")


async def test_double_clicks_break_nothing(chat: ServedChat) -> None:
    customer = await chat.queued("hello")
    once = [
        *(customer.post(f"{customer.path}/rating", {"score": 4}) for _ in range(8)),
        *(customer.post(f"{customer.path}/messages/1/feedback", {"helpful": True}) for _ in range(8)),
        *(customer.post(f"{customer.path}/handoff") for _ in range(4)),
    ]
    answers = await asyncio.gather(*once)
    assert [answer.status_code for answer in answers] == [201] * 16 + [200] * 4


async def test_ending_resolves_and_a_new_message_opens_the_conversation_again(chat: ServedChat) -> None:
    customer = await chat.customer()
    for _ in range(2):
        assert ok(await customer.post(f"{customer.path}/end"))["status"] == "resolved"
    assert [each["event"] for each in await customer.messages()] == ["conversation.ended"]
    assert refusal(await customer.delete(f"{customer.path}/handoff")) == (409, "wrong_status")
    await customer.say("one more thing")
    assert (await answered(customer))[-1]["author"]["kind"] == "bot"
    assert (await customer.read())["status"] == "bot"


async def test_ending_leaves_the_queue(chat: ServedChat) -> None:
    customer, agent = await chat.queued(), await chat.person()
    ok(await customer.post(f"{customer.path}/end"))
    assert await agent.queue() == []


async def test_somebody_elses_conversation_and_a_missing_one_both_return_404(chat: ServedChat) -> None:
    customer, stranger = await chat.customer(), await chat.customer()
    for method, suffix, body in (
        ("GET", "", None),
        ("GET", "/messages", None),
        ("POST", "/messages", {"client_message_id": "one", "text": "hello"}),
        ("POST", "/handoff", {}),
        ("DELETE", "/handoff", None),
        ("POST", "/messages/1/feedback", {"helpful": True}),
        ("POST", "/contact", {"email": "a@example.com"}),
        ("POST", "/rating", {"score": 3}),
        ("POST", "/end", None),
    ):
        foreign = await stranger.call(method, customer.path + suffix, body)
        unknown = await stranger.call(method, f"/conversations/conv_{'0' * 32}{suffix}", body)
        assert (foreign.status_code, foreign.content) == (unknown.status_code, unknown.content)
        assert refusal(foreign) == (404, "not_found"), (method, suffix)
        nobody = await chat.anybody.call(method, customer.path + suffix, body)
        assert refusal(nobody) == (401, "not_signed_in")
    assert (await customer.read())["last_seq"] == 0


async def test_the_documented_limits_are_the_defaults(serve_chat: ServeChat) -> None:
    limits = {"messages_per_10_seconds": 10, "reads_per_second": 50, "conversations_per_minute": 60}
    chat = await serve_chat(redis_url="", **limits)
    customer = await chat.customer()
    answers = await asyncio.gather(*(customer.say("hello", f"m{number}") for number in range(30)))
    assert [answer.status_code for answer in answers].count(201) == 10
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert refusal(refused) == (429, "rate_limited")
    assert 1 <= int(refused.headers["Retry-After"]) <= 10
    opened = await asyncio.gather(*(chat.anybody.post("/conversations", {}) for _ in range(70)))
    assert [answer.status_code for answer in opened].count(201) == 59


async def test_the_bot_gets_the_message_and_the_ones_before_it(chat: ServedChat, neighbours: Neighbours) -> None:
    neighbours.bot = always(ASK_KNOWLEDGE)
    customer = await chat.customer()
    await customer.say("How long do I have?")
    await answered(customer)
    await customer.say("And for e-bikes?")
    await answered(customer, 2)
    assert [call["text"] for call in neighbours.bot_calls] == ["How long do I have?", "And for e-bikes?"]
    assert [call["state"] for call in neighbours.bot_calls] == [None, {"turns": 1}]
    assert neighbours.knowledge_calls[-1]["context"] == ["How long do I have?", SURE["passage"]]
    assert all("conv" not in str(call.get("sender", "")) for call in neighbours.bot_calls)


@pytest.mark.parametrize("field", ["locale", "page_url"])
async def test_the_fields_of_a_new_conversation_are_checked(chat: ServedChat, field: str) -> None:
    for value, code in ((3, "bad_type"), (["x"], "bad_type"), ("x" * 3_000, "too_long")):
        assert refusal(await chat.anybody.post("/conversations", {field: value})) == (400, code)
