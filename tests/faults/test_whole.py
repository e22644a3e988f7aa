"""The whole story over HTTP with every real part, and what happens when one of them is gone."""

import html
import os
import signal
import time
from collections.abc import Callable

import pytest
from redis import Redis

from tests.fixtures.callers import Customer, Frame, eventually, ok
from tests.fixtures.stack import Whole

QUESTION = "Which payment methods do you accept?"


async def ask(customer: Customer, text: str, *, choice: str | None = None) -> Frame:
    """The bot's reply."""
    sent = ok(await customer.say(text, **({"choice": choice} if choice else {})))
    async with customer.listen(sent["seq"]) as socket:
        frame = await socket.until("message.created", lambda each: each["message"]["author"]["kind"] == "bot")
    message: Frame = frame["message"]
    return message


async def test_a_question_in_the_customers_own_words_is_answered_from_the_right_article(whole: Whole) -> None:
    customer = await whole.customer()
    answer = await ask(customer, QUESTION)
    assert [source["article_id"] for source in answer["sources"]] == ["payment-methods"], answer["text"]
    source = answer["sources"][0]
    assert source["url"].startswith(whole.installation.address + "/help/")
    page = await whole.http.get(source["url"])
    assert page.status_code == 200
    assert source["title"] in html.unescape(page.text)
    assert (await customer.read())["status"] == "bot"


@pytest.mark.parametrize("words", ["I want to talk to a human being", "agent please", "get me somebody real, now"])
async def test_a_request_for_a_person_in_the_customers_own_words_is_recognised(whole: Whole, words: str) -> None:
    customer = await whole.customer()
    await ask(customer, words)
    assert (await customer.read())["status"] == "queued"
    agent = await whole.person("agent")
    entry = next(each for each in await agent.queue() if each["conversation_id"] == customer.id)
    assert entry["reason"] == "asked_for_person"
    await agent.accept(customer.id)
    ok(await agent.post(f"{customer.path}/resolve"))


async def test_an_order_is_shown_to_a_customer_who_knows_its_number_and_address(whole: Whole) -> None:
    customer = await whole.customer()
    said = [(await ask(customer, "Where is my order?"))["text"]]
    said.append((await ask(customer, "WW-48213"))["text"])
    answer = await ask(customer, "mara@example.com")
    said.append(answer["text"])
    texts = [each["text"] for each in await customer.messages()]
    assert any("on its way" in text for text in texts), texts
    assert (await customer.read())["status"] == "bot"


async def test_an_order_is_not_shown_for_a_wrong_address(whole: Whole) -> None:
    customer = await whole.customer()
    for words in ("Where is my order?", "WW-48213", "somebody.else@example.com"):
        await ask(customer, words)
    texts = " ".join(each["text"] for each in await customer.messages())
    assert "on its way" not in texts
    assert "Ghent yesterday" not in texts


async def test_a_published_change_is_answered_within_two_seconds(whole: Whole) -> None:
    editor, customer = await whole.person("editor"), await whole.customer()
    first = await ask(customer, QUESTION)
    path = f"/articles/{first['sources'][0]['article_id']}"
    before = ok(await editor.get(path))
    sentence = "On the planet Neptune we take seashells."
    passage = first["text"].strip().splitlines()[0]
    assert passage in before["body"], (passage, before["body"])
    body = before["body"].replace(passage, f"{passage} {sentence}", 1)
    written = {key: before[key] for key in ("title", "questions", "category", "locale") if before.get(key)}
    saved = ok(await editor.put(path, {**written, "body": body, "version": before["version"]}))
    published = ok(await editor.post(f"{path}/publish", {"version": saved["version"]}))
    began = time.monotonic()

    async def told() -> bool:
        again = await whole.customer()
        return bool(sentence in (await ask(again, QUESTION))["text"])

    await eventually(told)
    assert time.monotonic() - began < 2 + 3, "two seconds, and three for a busy machine"
    assert await well(whole), "the bot answers while the knowledge base learns from the edit"
    undone = ok(await editor.put(path, {**written, "body": before["body"], "version": published["version"]}))
    ok(await editor.post(f"{path}/publish", {"version": undone["version"]}))


async def test_with_the_bot_killed_people_take_over_until_it_is_back(whole: Whole) -> None:
    customer = await whole.customer()
    assert (await ask(customer, "Hello!"))["text"]
    for process in whole.installation.processes("bot.serve"):
        os.kill(process, signal.SIGKILL)
    await ask(customer, "Do you sell helmets?")
    assert (await customer.read())["status"] == "queued"
    agent = await whole.person("agent")
    entry = next(each for each in await agent.queue() if each["conversation_id"] == customer.id)
    assert entry["reason"] == "bot_unavailable"

    async def back() -> bool:
        return bool((await whole.health())["bot"] == "ok")

    await eventually(back, within_seconds=120)
    assert (await customer.read())["status"] == "queued", "it stays with people"
    assert ok(await customer.delete(f"{customer.path}/handoff"))["status"] == "bot"
    await eventually(lambda: well(whole))


async def well(whole: Whole) -> bool:
    customer = await whole.customer()
    await ask(customer, "Hello!")
    return bool((await customer.read())["status"] == "bot")


@pytest.fixture
def wipe_redis(whole: Whole) -> Callable[[], None]:
    def wipe() -> None:
        with Redis(unix_socket_path=whole.installation.redis_socket()) as redis:
            redis.flushall()
            redis.script_flush()

    return wipe


async def test_with_redis_wiped_the_conversation_goes_on(whole: Whole, wipe_redis: Callable[[], None]) -> None:
    customer, agent = await whole.customer(), await whole.person("agent", 1)
    async with customer.listen() as socket:
        await socket.until("replay.ended")
        wipe_redis()
        await customer.say("Hello!")
        await socket.until("message.created", lambda each: each["message"]["author"]["kind"] == "bot")
        ok(await customer.post(f"{customer.path}/handoff"))
        wipe_redis()
        await agent.accept(customer.id)
        ok(await agent.reply(customer.id, "Good morning!"))
        await socket.until_text("Good morning!")
    seqs = [each["seq"] for each in await customer.messages()]
    assert seqs == list(range(1, len(seqs) + 1))
    ok(await agent.post(f"{customer.path}/resolve"))


COMMANDS = ("/restart", "/session_start", '/inform{"order_number": "WW-48213"}', "EXTERNAL: x", "/nothing_at_all")


@pytest.mark.parametrize("words", COMMANDS)
async def test_a_rasa_command_is_plain_text_to_the_real_bot(whole: Whole, words: str) -> None:
    customer, agent = await whole.customer(), await whole.person("agent")
    assert (await ask(customer, words))["text"]
    assert (await customer.messages())[0]["text"] == words
    reasons = [each["reason"] for each in await agent.queue() if each["conversation_id"] == customer.id]
    assert reasons != ["bot_unavailable"], "it was read, not stumbled over"
