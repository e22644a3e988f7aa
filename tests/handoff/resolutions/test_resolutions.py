"""Resolutions: set when resolving or afterwards, kept when the conversation reopens, with tags offered again."""

from tests.fixtures.callers import ok, refusal
from tests.fixtures.chat_process import ServedChat


async def test_outcome_and_tags_are_set_when_resolving_or_afterwards(chat: ServedChat) -> None:
    agent, colleague = await chat.person(name="Ines"), await chat.person()
    first, second = await chat.assigned(agent), await chat.assigned(agent)
    said = {"outcome": "solved", "tags": ["refund", "credit card", "refund"]}
    body = ok(await agent.post(f"{first.path}/resolve", said))
    resolution = body["resolution"]
    assert (body["status"], resolution["outcome"], resolution["tags"]) == (
        "resolved",
        "solved",
        ["refund", "credit card"],
    )
    assert resolution["agent"] == {"id": agent.id, "name": "Ines"}
    plain = ok(await agent.post(f"{second.path}/resolve"))["resolution"]
    assert (plain["outcome"], plain["tags"]) == (None, [])
    async with colleague.listen() as socket:
        await socket.until("snapshot")
        changed = ok(await colleague.call("PUT", f"{second.path}/resolution", {"outcome": "spam", "tags": ["refund"]}))
        assert changed["resolution"]["outcome"] == "spam"
        frame = await socket.until("conversation.changed", lambda frame: frame["conversation_id"] == second.id)
        while frame["conversation"]["resolution"]["outcome"] != "spam":  # a sweep may send the resolving again
            frame = await socket.until("conversation.changed", lambda frame: frame["conversation_id"] == second.id)
        assert frame["conversation"]["resolution"]["tags"] == ["refund"]
    counted = [(each["tag"], each["count"]) for each in ok(await agent.get("/tags"))["tags"]]
    assert counted == [("refund", 2), ("credit card", 1)]
    assert "resolution" not in await first.read()
    ok(await first.say("One more thing"))
    assert ok(await agent.get(first.path))["resolution"]["outcome"] == "solved", "kept when it reopens"


async def test_an_invalid_outcome_or_tag_is_refused(chat: ServedChat) -> None:
    agent, editor = await chat.person(), await chat.person("editor")
    customer = await chat.assigned(agent)
    path = f"{customer.path}/resolve"
    for body, code in (
        ({"outcome": "great"}, "bad_type"),
        ({"tags": "refund"}, "bad_type"),
        ({"tags": ["Refund"]}, "bad_type"),
        ({"tags": [""]}, "bad_type"),
        ({"tags": ["x" * 41]}, "bad_type"),
        ({"tags": ["<b>"]}, "bad_type"),
        ({"tags": [str(number) for number in range(11)]}, "bad_type"),
    ):
        assert refusal(await agent.post(path, body)) == (400, code), body
    change = f"{customer.path}/resolution"
    assert refusal(await agent.call("PUT", change, {"outcome": "solved"})) == (409, "wrong_status")
    assert refusal(await editor.call("PUT", change, {"outcome": "solved"})) == (403, "not_allowed")
    assert refusal(await agent.call("PUT", "/conversations/conv_none/resolution", {})) == (404, "not_found")
    ok(await agent.post(path, {"tags": ["größe", "e-bike 2"]}))
