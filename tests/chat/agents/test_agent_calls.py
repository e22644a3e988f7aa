"""What agents do with a conversation over HTTP: accept, reply, write notes, release, transfer, resolve."""

import asyncio
from typing import Any

from sqlalchemy import Connection, insert, select

from conversations.models import conversations
from handoff.handoffs.models import handoffs
from tests.fixtures.callers import Customer, ok, refusal
from tests.fixtures.chat_process import ServedChat

WHY = {"rule", "action", "reason", "confidence", "threshold", "candidates", "intents", "calibration"}


async def answered(customer: Customer) -> None:
    async with customer.listen() as socket:
        await socket.until("message.created", lambda frame: frame["message"]["author"]["kind"] == "bot")


async def events(customer: Customer) -> list[str]:
    return [each["event"] for each in await customer.messages() if each["event"]]


async def test_the_queue_lists_waiting_handoffs_in_order(chat: ServedChat) -> None:
    first, second, agent = await chat.queued(), await chat.queued(), await chat.person()
    queue = await agent.queue()
    assert [each["conversation_id"] for each in queue] == [first.id, second.id]
    contract = {"handoff_id", "conversation_id", "reason", "department", "priority", "waiting_since"}
    assert contract <= set(queue[0])
    assert queue[0]["reason"] == "asked_for_person"


async def test_a_queue_longer_than_the_list_says_how_many_wait_and_leads_to_the_rest(chat: ServedChat) -> None:
    customer, agent = await chat.queued(), await chat.person()
    await chat.database.write(_multiply, customer.id, 1_004)
    first = ok(await agent.get("/queue"))
    assert (len(first["queue"]), first["total"]) == (1_000, 1_005)
    assert first["next"] == first["queue"][-1]["handoff_id"]
    async with agent.listen() as socket:
        snapshot = await socket.until("snapshot")
    assert (len(snapshot["queue"]), snapshot["next"]) == (1_000, first["next"])
    await agent.accept(first["queue"][-1]["conversation_id"])  # who is gone still marks their place
    second = ok(await agent.get(f"/queue?cursor={first['next']}"))
    assert (len(second["queue"]), second["total"], second["next"]) == (5, 1_004, None)
    assert len({each["handoff_id"] for each in first["queue"] + second["queue"]}) == 1_005


async def test_the_queue_in_pages_is_the_queue_in_order(chat: ServedChat) -> None:
    customers, agent = [await chat.queued() for _ in range(3)], await chat.person()
    supervisor = await chat.person("supervisor")
    urgent = next(each for each in await agent.queue() if each["conversation_id"] == customers[2].id)
    ok(await supervisor.call("PATCH", f"/handoffs/{urgent['handoff_id']}", {"priority": 3}))
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = ok(await agent.get(f"/queue?limit=1{cursor and '&cursor='}{cursor}"))
        found += [each["conversation_id"] for each in page["queue"]]
        cursor = page["next"]
    assert found == [customers[2].id, customers[0].id, customers[1].id]
    assert refusal(await agent.get("/queue?cursor=nobody")) == (400, "bad_cursor")
    assert refusal(await agent.get("/queue?limit=0")) == (400, "bad_query")


def _multiply(connection: Connection, conversation_id: str, times: int) -> None:
    """Stores as many copies of a waiting conversation."""
    for table, own in ((conversations, conversations.c.id), (handoffs, handoffs.c.conversation_id)):
        row = dict(connection.execute(select(table).where(own == conversation_id)).mappings().one())
        copies = [{**row, "id": f"{row['id']}-{number}"} for number in range(times)]
        for number, copy in enumerate(copies):
            copy["token_hash" if table is conversations else own.name] = f"{conversation_id}-{number}"
        connection.execute(insert(table), copies)


async def test_accepting_returns_the_conversation_its_whole_transcript_and_a_brief(chat: ServedChat) -> None:
    customer, agent = await chat.customer(), await chat.person(name="Ines Marchetti")
    await customer.say("How long do I have?")
    await answered(customer)
    ok(await customer.post(f"{customer.path}/handoff", {"note": "please"}))
    got = await agent.accept(customer.id)
    assert set(got) == {"conversation", "transcript", "brief"}
    assert (got["conversation"]["id"], got["conversation"]["status"]) == (customer.id, "assigned")
    assert got["conversation"]["agent"] == {"name": "Ines Marchetti"}
    assert [each["seq"] for each in got["transcript"]] == [1, 2, 3, 4]
    assert [each["author"]["kind"] for each in got["transcript"]] == ["customer", "bot", "system", "system"]
    assert set(got["transcript"][1]["why"]) >= WHY
    brief = got["brief"]
    assert (brief["reason"], brief["note"]) == ("asked_for_person", "please")
    assert brief["first_message"] == {"seq": 1, "text": "How long do I have?"}
    assert brief["answers"] == [{"seq": 2, "article_id": "returns", "title": "Returns"}]
    assert (await customer.read())["agent"] == {"name": "Ines Marchetti"}
    assert (await events(customer))[-1] == "assignment.created"


async def test_looks_at_others_conversations_and_what_supervisors_take_are_in_the_audit_log(chat: ServedChat) -> None:
    customer, supervisor, admin = await chat.queued(), await chat.person("supervisor"), await chat.person("admin")
    path = f"/conversations/{customer.id}"
    for _ in range(3):
        ok(await supervisor.get(f"{path}/messages"))  # recorded once
    ok(await supervisor.post(f"{path}/take-over"))
    ok(await supervisor.get(f"{path}/messages"))
    await customer.messages()
    told = ok(await admin.get("/audit"))["entries"]
    mine = [(row["actor"]["id"], row["action"]) for row in told if row["subject"] == customer.id]
    assert mine == [(supervisor.id, "conversation.taken_over"), (supervisor.id, "conversation.looked_at")]


async def test_if_two_agents_accept_one_wins_and_the_other_gets_the_winners_name(chat: ServedChat) -> None:
    customer, agents = await chat.queued(), [await chat.person() for _ in range(4)]
    path = f"/handoffs/{(await agents[0].queue())[0]['handoff_id']}/accept"
    answers = await asyncio.gather(*(agent.post(path) for agent in agents))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    winner = next(agent for agent, answer in zip(agents, answers, strict=True) if answer.status_code == 200)
    lost = next(answer for answer in answers if answer.status_code == 409)
    assert refusal(lost) == (409, "already_assigned")
    assert lost.json()["error"]["agent"] == {"name": winner.name}
    assert ok(await winner.post(path))["conversation"]["status"] == "assigned", "the winner's repeat"
    assert (await events(customer)).count("assignment.created") == 1


async def test_an_accept_that_fails_says_why(chat: ServedChat) -> None:
    customer, agent = await chat.queued(), await chat.person()
    path = f"/handoffs/{(await agent.queue())[0]['handoff_id']}/accept"
    ok(await customer.delete(f"{customer.path}/handoff"))
    assert refusal(await agent.post(path)) == (409, "wrong_status")
    assert refusal(await agent.post("/handoffs/handoff_nobody/accept")) == (404, "not_found")


async def test_a_reply_reaches_the_customer_once(chat: ServedChat) -> None:
    agent = await chat.person(name="Ines")
    customer = await chat.assigned(agent)
    first = await agent.reply(customer.id, "Good morning!", client_message_id="one")
    again = await agent.reply(customer.id, "Good morning!", client_message_id="one")
    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())
    assert first.json()["author"] == {"kind": "agent", "name": "Ines", "id": agent.id}
    assert refusal(await agent.reply(customer.id, "Good evening!", client_message_id="one")) == (409, "conflict")
    seen = (await customer.messages())[-1]
    assert (seen["text"], seen["author"]) == ("Good morning!", {"kind": "agent", "name": "Ines"})


async def test_customers_never_see_a_note(chat: ServedChat) -> None:
    agent, colleague = await chat.person(), await chat.person()
    customer = await chat.assigned(agent)
    note = ok(await agent.reply(customer.id, "She is a journalist.", visibility="internal"))
    ok(await colleague.reply(customer.id, "Noted.", visibility="internal"))
    ok(await agent.reply(customer.id, "How can I help?"))
    assert (note["visibility"], note["seq"]) == ("internal", 3)
    staff = await agent.messages(customer.id)
    assert [(each["seq"], each["previous"]) for each in staff] == [(1, 0), (2, 1), (3, 2), (4, 3), (5, 4)]
    seen = await customer.messages()
    assert [(each["seq"], each["previous"]) for each in seen] == [(1, 0), (2, 1), (5, 2)]
    assert not any("journalist" in str(each) or "why" in each for each in seen)
    async with customer.listen() as socket:
        await socket.until("replay.ended")
    assert [(each["seq"], each["previous"]) for each in socket.shown] == [(1, 0), (2, 1), (5, 2)]
    last = ok(await agent.reply(customer.id, "another note", visibility="internal"))
    assert (await customer.read())["last_seq"] == last["seq"] - 1
    assert ok(await agent.get(customer.path))["last_seq"] == last["seq"]


async def test_only_the_agent_who_has_the_conversation_can_reply(chat: ServedChat) -> None:
    agent, other = await chat.person(name="Ines"), await chat.person()
    customer = await chat.queued()
    assert refusal(await agent.reply(customer.id, "hello")) == (409, "wrong_status")
    await agent.accept(customer.id)
    taken = await other.reply(customer.id, "hello")
    assert (refusal(taken), taken.json()["error"]["agent"]) == ((409, "already_assigned"), {"name": "Ines"})
    ok(await agent.post(f"{customer.path}/requeue"))
    assert refusal(await agent.reply(customer.id, "too late")) == (409, "claim_lost")
    await other.accept(customer.id)
    lost = await agent.reply(customer.id, "far too late")
    assert (refusal(lost), lost.json()["error"]["agent"]) == ((409, "claim_lost"), {"name": other.name})
    ok(await other.post(f"{customer.path}/resolve"))
    assert refusal(await other.reply(customer.id, "and another thing")) == (409, "closed")
    assert not any("late" in each["text"] for each in await agent.messages(customer.id))


async def test_after_a_release_the_bot_answers_again(chat: ServedChat) -> None:
    agent = await chat.person()
    customer = await chat.assigned(agent)
    await customer.say("while a person has it")
    body = ok(await agent.post(f"{customer.path}/release"))
    assert (body["status"], body["agent"], body["queue"]) == ("bot", None, None)
    await customer.say("And for e-bikes?")
    await answered(customer)
    assert sum(1 for each in await customer.messages() if each["author"]["kind"] == "bot") == 1
    assert refusal(await agent.post(f"{customer.path}/release")) == (409, "claim_lost")


async def test_a_requeued_customer_keeps_their_position(chat: ServedChat) -> None:
    agent = await chat.person()
    first, second = await chat.queued(), await chat.queued()
    waiting_since = (await agent.queue())[0]["waiting_since"]
    await agent.accept(first.id)
    assert ok(await agent.post(f"{first.path}/requeue"))["status"] == "queued"
    queue = await agent.queue()
    assert [each["conversation_id"] for each in queue] == [first.id, second.id]
    assert queue[0]["waiting_since"] == waiting_since


async def test_a_transfer_needs_an_agent_or_a_department(chat: ServedChat) -> None:
    supervisor, agent, other = await chat.person("supervisor"), await chat.person(), await chat.person()
    workshop = ok(await supervisor.post("/departments", {"name": "Workshop"}))
    customer = await chat.assigned(agent)
    path = f"{customer.path}/transfer"
    editor = await chat.person("editor")
    for body, expected in (
        ({}, (400, "missing_field")),
        ({"agent_id": other.id, "department": workshop["id"]}, (400, "missing_field")),
        ({"agent_id": "person_nobody"}, (404, "not_found")),
        ({"agent_id": editor.id}, (404, "not_found")),
        ({"department": "Nowhere"}, (404, "not_found")),
        ({"agent_id": 3}, (400, "bad_type")),
        ({"agent_id": other.id, "note": ["x"]}, (400, "bad_type")),
    ):
        assert refusal(await agent.post(path, body)) == expected, body
    assert ok(await agent.post(path, {"agent_id": other.id, "note": "knows e-bikes"}))["status"] == "queued"
    entry = (await other.queue())[0]
    assert (entry["wanted_agent_id"], entry["note"]) == (other.id, "knows e-bikes")
    assert not any("knows e-bikes" in each["text"] for each in await customer.messages())
    got = await other.accept(customer.id)
    assert [each["text"] for each in got["transcript"] if each["visibility"] == "internal"] == ["knows e-bikes"]
    assert ok(await other.post(path, {"department": "Workshop"}))["status"] == "queued"
    assert (await other.queue())[0]["department"] == workshop["id"]
    assert (await events(customer)).count("conversation.transferred") == 2


async def test_a_resolved_conversation_stays_resolved_until_the_customer_writes_again(chat: ServedChat) -> None:
    agent = await chat.person()
    customer = await chat.assigned(agent)
    assert ok(await agent.post(f"{customer.path}/resolve"))["status"] == "resolved"
    assert (await events(customer))[-1] == "conversation.resolved"
    assert ok(await customer.post(f"{customer.path}/rating", {"score": 5}))["score"] == 5
    for move in ("resolve", "release", "requeue"):
        assert refusal(await agent.post(f"{customer.path}/{move}"))[0] == 409
    await customer.say("One more thing.")
    await answered(customer)
    now = await customer.read()
    assert (now["status"], now["agent"]) == ("bot", None)


async def test_a_supervisor_can_step_in_and_act_for_the_agent(chat: ServedChat) -> None:
    supervisor, agent, customer = await chat.person("supervisor"), await chat.person(), await chat.customer()
    assert refusal(await agent.post(f"{customer.path}/take-over")) == (403, "not_allowed")
    body = ok(await supervisor.post(f"{customer.path}/take-over"))
    assert (body["status"], body["agent"]) == ("assigned", {"name": supervisor.name})
    assert refusal(await supervisor.post(f"{customer.path}/take-over")) == (409, "wrong_status")
    assert ok(await supervisor.post(f"{customer.path}/requeue"))["status"] == "queued"
    await agent.accept(customer.id)
    assert ok(await supervisor.post(f"{customer.path}/take-over"))["agent"] == {"name": supervisor.name}
    late = await agent.post(f"{customer.path}/reply", {"text": "Too late", "client_message_id": "late"})
    assert refusal(late) == (409, "claim_lost")
    assert ok(await supervisor.post(f"{customer.path}/resolve"))["status"] == "resolved"


async def test_agents_see_only_their_departments_conversations(chat: ServedChat) -> None:
    supervisor = await chat.person("supervisor")
    workshop = ok(await supervisor.post("/departments", {"name": "Workshop"}))["id"]
    orders = ok(await supervisor.post("/departments", {"name": "Orders"}))["id"]
    mechanic, clerk = await chat.person(departments=(workshop,)), await chat.person(departments=(orders,))
    anywhere, customer = await chat.person(), await chat.customer()
    ok(await customer.post(f"{customer.path}/handoff", {"department": workshop}))
    assert [len(await each.queue()) for each in (mechanic, clerk, anywhere, supervisor)] == [1, 0, 1, 1]
    path = f"/handoffs/{(await mechanic.queue())[0]['handoff_id']}/accept"
    assert refusal(await clerk.post(path)) == (404, "not_found")
    for suffix in ("", "/messages", "/customer"):
        assert refusal(await clerk.get(customer.path + suffix)) == (404, "not_found")
    assert refusal(await clerk.reply(customer.id, "a note", visibility="internal")) == (404, "not_found")
    assert ok(await clerk.get("/conversations"))["conversations"] == []
    async with clerk.listen() as socket:
        assert (await socket.until("snapshot"))["conversations"] == []
        await mechanic.accept(customer.id)
        ok(await mechanic.reply(customer.id, "hello"))
        ok(await mechanic.post(f"{customer.path}/transfer", {"department": orders}))
        await socket.until("queue.changed", lambda frame: len(frame["queue"]) == 1)
        assert not any(
            frame["type"] == "message.created" and frame["message"]["text"] == "hello" for frame in socket.frames
        )
    assert len(await clerk.queue()) == 1
    await clerk.accept(customer.id)


async def test_an_agent_who_changes_departments_gets_only_the_new_ones_conversations(chat: ServedChat) -> None:
    """On an open socket, from the next frame on."""
    supervisor, admin = await chat.person("supervisor"), await chat.person("admin")
    workshop = ok(await supervisor.post("/departments", {"name": "Workshop"}))["id"]
    orders = ok(await supervisor.post("/departments", {"name": "Orders"}))["id"]
    clerk = await chat.person(departments=(orders,))
    async with clerk.listen() as socket:
        await socket.until("snapshot")
        in_orders, in_workshop = await chat.customer(), await chat.customer()
        ok(await in_orders.post(f"{in_orders.path}/handoff", {"department": orders}))
        await socket.until("conversation.changed", lambda frame: frame["conversation_id"] == in_orders.id)
        ok(await admin.call("PATCH", f"/people/{clerk.id}", {"departments": [workshop]}))
        ok(await in_workshop.post(f"{in_workshop.path}/handoff", {"department": workshop}))
        await socket.until("conversation.changed", lambda frame: frame["conversation_id"] == in_workshop.id)
        ok(await in_orders.say("Is anybody there?"))
        ok(await in_workshop.say("And here?"))
        await socket.until_text("And here?")
        assert not any("anybody" in frame["message"]["text"] for frame in socket.of("message.created"))
        queue = [frame["queue"] for frame in socket.of("queue.changed")][-1]
        assert [entry["conversation_id"] for entry in queue] == [in_workshop.id]


async def test_conversations_are_listed_with_filters_and_a_cursor(chat: ServedChat) -> None:
    agent = await chat.person()
    mine = [await chat.assigned(agent) for _ in range(3)]
    waiting = await chat.queued()
    with_bot = await chat.customer()

    async def listed(query: str) -> list[str]:
        return [each["id"] for each in ok(await agent.get(f"/conversations{query}"))["conversations"]]

    assert await listed("?assigned_to=me") == [each.id for each in reversed(mine)]
    assert await listed("?status=queued") == [waiting.id]
    assert await listed("?status=queued,bot") == [with_bot.id, waiting.id]
    assert await listed(f"?assigned_to={agent.id}&status=assigned") == [each.id for each in reversed(mine)]
    pages: list[dict[str, Any]] = [ok(await agent.get("/conversations?limit=2"))]
    while (cursor := pages[-1]["next"]) is not None:
        pages.append(ok(await agent.get(f"/conversations?limit=2&cursor={cursor}")))
    seen = [each["id"] for page in pages for each in page["conversations"]]
    assert seen == [with_bot.id, waiting.id, *(each.id for each in reversed(mine))]
    for query, code in (("status=lost", "bad_query"), ("cursor=conv_x", "bad_cursor"), ("limit=-1", "bad_query")):
        assert refusal(await agent.get(f"/conversations?{query}")) == (400, code)


async def test_the_list_can_be_searched_by_message_text(chat: ServedChat) -> None:
    agent = await chat.person(name="Ines")
    customer, other = await chat.assigned(agent), await chat.queued("How long does a refund take?")
    await customer.say("Where is WW-48213?")
    ok(await agent.reply(customer.id, "It is 100% on its way (refund if late)."))
    listed = ok(await agent.get("/conversations", params={"q": "refund"}))["conversations"]
    assert [each["id"] for each in listed] == [other.id, customer.id]
    assert listed[1]["title"] == "Where is WW-48213?"
    assert listed[1]["last_message"]["author"] == {"kind": "agent", "name": "Ines"}
    assert listed[1]["match"] == {"seq": 4, "text": "It is 100% on its way (refund if late)."}
    both = ok(await agent.get("/conversations", params={"q": "48213 ines", "status": "assigned"}))
    assert [each["id"] for each in both["conversations"]] == [customer.id]
    plain = ok(await agent.get("/conversations"))["conversations"]
    assert [each["match"] for each in plain] == [None, None]
    for q in ("((((", "word " * 5_000, "%", "\x00"):
        assert refusal(await agent.get("/conversations", params={"q": q})) == (400, "bad_query"), q[:9]


async def test_the_customer_panel_shows_what_is_known(chat: ServedChat) -> None:
    agent, customer = await chat.person(), await chat.customer(locale="nl-BE", page_url="https://shop.example/heron")
    panel = ok(await agent.get(f"{customer.path}/customer"))
    assert panel.pop("record")["notes"] == []
    assert panel == {
        "identity": {},
        "verified": False,
        "contact": None,
        "page_url": "https://shop.example/heron",
        "locale": "nl-BE",
        "language": "nl",
        "orders": [],
        "past": [],
        "rating": None,
        "unavailable": [],
    }


async def test_presence_counts_for_waiting_customers(chat: ServedChat) -> None:
    agent, customer = await chat.person(name="Ines"), await chat.queued()

    async def available() -> int:
        return (await customer.read())["queue"]["agents_available"]  # type: ignore[no-any-return]

    assert await available() == 0
    for state, expected in (("online", 1), ("away", 0), ("online", 1), ("offline", 0)):
        assert ok(await agent.put("/presence", {"state": state}))["state"] == state
        assert await available() == expected
        assert ok(await agent.get("/presence"))["agents"] == [{"id": agent.id, "name": "Ines", "state": state}]
    assert refusal(await agent.put("/presence", {"state": "asleep"})) == (400, "bad_type")
    got = await agent.accept(customer.id)
    assert got["conversation"]["status"] == "assigned", "accepting needs no presence"


async def test_customers_and_editors_have_no_access(chat: ServedChat) -> None:
    customer, editor, agent = await chat.queued(), await chat.person("editor"), await chat.person()
    path = f"/handoffs/{(await agent.queue())[0]['handoff_id']}/accept"
    for caller in (customer, editor):
        assert refusal(await caller.post(path)) == (403, "not_allowed")
        assert refusal(await caller.get("/queue")) == (403, "not_allowed")
    assert refusal(await chat.anybody.get("/queue")) == (401, "not_signed_in")
    assert refusal(await editor.get(customer.path)) == (403, "not_allowed")
    assert refusal(await agent.post(f"{customer.path}/messages", {"client_message_id": "x", "text": "y"}))[0] == 403
    unknown = await agent.get("/conversations/conv_nobody")
    assert refusal(unknown) == (404, "not_found")


async def test_a_deactivated_person_is_rejected_at_the_next_call(chat: ServedChat) -> None:
    admin, agent = await chat.person("admin"), await chat.person()
    ok(await agent.get("/queue"))
    ok(await admin.call("PATCH", f"/people/{agent.id}", {"active": False}))
    assert refusal(await agent.get("/queue")) == (401, "not_signed_in")
