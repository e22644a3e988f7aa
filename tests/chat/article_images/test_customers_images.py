"""Pictures in a conversation: customers see those of the articles that are for them."""

from pathlib import Path
from typing import Any

import pytest

from kit.database import Database
from kit.events import gather_events
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import Content
from knowledge_base.audiences.audience import Audience
from tests.chat.article_images.test_article_images import photograph
from tests.chat.customer_panel.test_customer_records import keys_in, signed
from tests.chat.turns.test_outcomes import told
from tests.fixtures.callers import Customer, Staff, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat
from tests.fixtures.neighbours import ASK_KNOWLEDGE, SURE, Neighbours, always, evidence
from tests.fixtures.staff import MovingClock


@pytest.fixture
async def chat(serve_chat: ServeChat, tmp_path: Path) -> ServedChat:
    return await serve_chat(identity_keys_file=keys_in(tmp_path))


@pytest.fixture
async def editor(chat: ServedChat) -> Staff:
    return await chat.person("editor", name="Edith")


async def uploaded(editor: Staff) -> str:
    return str(ok(await editor.post("/article-images", content=photograph()))["url"])


def publish(database: Database, audience: Audience, url: str) -> None:
    def work(connection: Any) -> None:
        with gather_events(connection):
            content = Content("Picture", f"![teal]({url})")
            editing.create(connection, content, "Edith", MovingClock()(), article_id="picture", audience=audience)
            editing.publish(connection, "picture", 1, "Edith", MovingClock()())

    database.write_now(work)


async def sees(customer: Customer, url: str) -> bool:
    answer = await customer.get(f"{customer.path}{url}")
    if answer.status_code == 200:
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["cache-control"] == "private, no-cache"
    else:
        assert refusal(answer) == (404, "not_found")
    return answer.status_code == 200


@pytest.mark.parametrize(
    ("audience", "seen"),
    [("everyone", (True, True)), ("signed_in", (False, True)), ("staff", (False, False))],
)
async def test_a_customer_sees_the_pictures_of_what_is_for_them(
    chat: ServedChat, editor: Staff, database: Database, audience: Audience, seen: tuple[bool, bool]
) -> None:
    url = await uploaded(editor)
    somebody, mara = await chat.customer(), await chat.customer(identity=signed("mara", name="Mara"))
    assert (await sees(somebody, url), await sees(mara, url)) == (False, False), "nobody published it"
    publish(database, audience, url)
    assert (await sees(somebody, url), await sees(mara, url)) == seen
    other = await somebody.get(f"{mara.path}{url}")
    assert other.status_code in (403, 404), "with another conversation's token"


async def test_what_the_bot_has_quoted_stays_with_its_words(
    chat: ServedChat, editor: Staff, neighbours: Neighbours
) -> None:
    url, customer = await uploaded(editor), await chat.customer()
    await told(customer, f"![x]({url})")
    assert not await sees(customer, url), "what customers write shows them nothing"
    neighbours.bot = always(ASK_KNOWLEDGE)
    neighbours.knowledge = always(evidence({**SURE, "passage": f"![teal]({url})"}, probability=0.97, among_three=0.98))
    assert url in (await told(customer, "how long?"))[-1]["text"]
    assert await sees(customer, url)
    assert not await sees(await chat.customer(), url)
