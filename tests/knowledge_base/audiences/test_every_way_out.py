"""What is not for somebody reaches them in no way: asked of a real `chat` with a real `knowledge` process behind it.

One article is for staff, one for customers whom the site has signed in. Their words are so odd that they could come
from nowhere else.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection

from chat.article_files.export import export
from kit.database import Database
from kit.events import gather_events
from knowledge_base.articles import service as editing
from knowledge_base.articles.article import Article
from knowledge_base.articles.phrasings import list_phrasings
from knowledge_base.articles.record import Content
from knowledge_base.audiences.audience import Audience, Reader
from knowledge_base.care.translations import link
from knowledge_base.translations.repository import list_published_groups
from tests.chat.customer_panel.test_customer_records import keys_in, signed
from tests.chat.turns.test_outcomes import told
from tests.fixtures.callers import Customer, Staff, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat
from tests.fixtures.neighbours import ASK_KNOWLEDGE, Neighbours, always
from tests.knowledge_base.conftest import ROOT

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

TOKEN = "a token between these processes"
NOW = datetime(2030, 1, 2, tzinfo=UTC)
VAULT = Content(
    "Opening the zyxomat vault",
    "The zyxomat vault opens with the code QUORL-4711. Ask the shift lead first.",
    ("What is the code of the zyxomat vault?",),
    "Zyxomat",
)
CLUB = Content(
    "The brimbel discount of the club",
    "Members of the club get the brimbel discount with the word FENNEL-0815 at the till.",
    ("How do I get the brimbel discount?",),
    "Brimbel",
)
OF_STAFF = ("zyxomat", "quorl", "vault")
OF_CLUB = ("brimbel", "fennel")
ABOUT_VAULT = "What is the code of the zyxomat vault?"
ABOUT_CLUB = "How do I get the brimbel discount?"


@pytest.fixture
def articles_here(database: Database, articles: list[Article]) -> None:
    """Eight for everybody, one for each narrower audience, and a translation of one of them that is for staff."""

    def put(connection: Connection, article_id: str, content: Content, audience: Audience) -> None:
        with gather_events(connection):
            editing.create(connection, content, "Edith", NOW, article_id=article_id, audience=audience)
            editing.publish(connection, article_id, 1, "Edith", NOW)

    for article in articles:
        database.write_now(put, article.id, Content(article.title, article.body), "everyone")
    database.write_now(put, "vault", VAULT, "staff")
    database.write_now(put, "club", CLUB, "signed_in")
    german = Content("Öffnungszeiten QUORL", "Die Werkstatt ist offen. QUORL-4711.", locale="de")
    database.write_now(put, "hours-de", german, "staff")
    database.write_now(link, "hours", "hours-de")


@pytest.fixture
def knowledge_address(
    articles_here: None, database_url: str, encoder_folder: Path, tmp_path: Path
) -> Iterator[tuple[str, Path]]:
    """A `knowledge` process of this database."""
    token = tmp_path / "token"
    token.write_text(TOKEN, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "BATON_DATA": str(tmp_path),
        "BATON_DATABASE_URL": database_url,
        "BATON_PORT": str(port),
        "BATON_ENCODER": str(encoder_folder),
        "BATON_KNOWLEDGE_TOKEN_FILE": str(token),
        "OMP_NUM_THREADS": "1",
    }
    process = subprocess.Popen([sys.executable, "-m", "knowledge_base.service.serve"], cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(address)
        yield address, token
    finally:
        process.terminate()
        process.wait(20)


def _wait_until_ready(address: str) -> None:
    end = time.monotonic() + 90
    headers = {"Authorization": f"Bearer {TOKEN}"}
    while time.monotonic() < end:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{address}/health", headers=headers).json()["ready"]:
                return
        time.sleep(0.05)  # a poll of another process, which has no other way to tell
    raise AssertionError("knowledge is not ready")


@pytest.fixture
async def chat(
    serve_chat: ServeChat, neighbours: Neighbours, knowledge_address: tuple[str, Path], tmp_path: Path
) -> ServedChat:
    neighbours.bot = always(ASK_KNOWLEDGE)
    address, token = knowledge_address
    return await serve_chat(
        knowledge_url=address,
        knowledge_token_file=token,
        knowledge_timeout_seconds=20.0,
        identity_keys_file=keys_in(tmp_path),
    )


async def bots_words(customer: Customer, text: str, **more: Any) -> str:
    """Everything that the bot has sent in the conversation: texts, offered topics, sources, and what lies in them."""
    said = await told(customer, text, **more)
    return json.dumps([each for each in said if each["author"]["kind"] == "bot"]).lower()


def has_none_of(text: str, words: tuple[str, ...]) -> bool:
    return not any(word in text for word in words)


async def test_what_is_not_for_somebody_reaches_them_in_no_way(chat: ServedChat) -> None:
    """One after another, because the processes take long to start."""
    await _a_customer_of_whom_nothing_is_known_is_told_nothing_of_it(chat)
    await _a_signed_in_customer_is_told_what_is_for_them_and_nothing_of_the_staffs(chat)
    await _the_widgets_search_and_the_help_centre_have_neither(chat)
    await _agents_are_helped_by_both_and_see_who_may_read_them(chat)
    await _a_narrower_audience_is_true_at_once_and_a_wider_one_too(chat)


async def _a_customer_of_whom_nothing_is_known_is_told_nothing_of_it(chat: ServedChat) -> None:
    customer = await chat.customer()
    for question in (
        ABOUT_VAULT,
        ABOUT_CLUB,
        "zyxomat",
        "brimbel",
        f"How long do I have to send something back? {ABOUT_VAULT}",
        "Wann ist die Werkstatt offen?",
    ):
        said = await bots_words(customer, question)
        assert has_none_of(said, (*OF_STAFF, *OF_CLUB)), question
    for choice in ("article:vault", "article:club"):
        answer = await customer.say("The topic", choice=choice)
        said = json.dumps([each for each in await customer.messages() if each["author"]["kind"] != "customer"]).lower()
        assert has_none_of(said, (*OF_STAFF, *OF_CLUB)), (choice, answer.status_code)
    for article in ("vault", "club"):
        assert refusal(await customer.get(f"{customer.path}/articles/{article}")) == (404, "not_found")
    assert ok(await customer.get(f"{customer.path}/articles/hours"))["title"] == "Opening hours of the workshop"


async def _a_signed_in_customer_is_told_what_is_for_them_and_nothing_of_the_staffs(chat: ServedChat) -> None:
    mara = await chat.customer(identity=signed("mara", name="Mara"))
    said = await told(mara, ABOUT_CLUB)
    assert "FENNEL-0815" in said[-1]["text"]
    (source,) = said[-1]["sources"]
    assert (source["article_id"], source["url"]) == ("club", ""), "it has no public page"
    assert ok(await mara.get(f"{mara.path}/articles/club"))["body"] == CLUB.body
    assert has_none_of(await bots_words(mara, ABOUT_VAULT), OF_STAFF)
    assert refusal(await mara.get(f"{mara.path}/articles/vault")) == (404, "not_found")
    other = await chat.customer()
    assert refusal(await other.get(f"{mara.path}/articles/club")) == (404, "not_found"), "with another's token"


async def _the_widgets_search_and_the_help_centre_have_neither(chat: ServedChat) -> None:
    for question in (ABOUT_VAULT, ABOUT_CLUB, "zyxomat", "brimbel discount"):
        found = json.dumps(ok(await chat.anybody.get("/help", params={"q": question}))).lower()
        assert has_none_of(found, (*OF_STAFF, *OF_CLUB)), question
    for article in ("vault", "club", "hours-de"):
        assert (await chat.anybody.get(f"/help/{article}")).status_code == 404
        assert (await chat.http.get(f"/help/{article}")).status_code == 404
        feedback = await chat.anybody.post(f"/help/{article}/feedback", {"helpful": True})
        assert feedback.status_code in (400, 404)
    slugs = ("opening-the-zyxomat-vault", "the-brimbel-discount-of-the-club", "topics/zyxomat", "topics/brimbel")
    for slug in slugs:
        assert (await chat.http.get(f"/help/en/{slug}")).status_code == 404
    pages = [
        "/help",
        "/help/en/",
        "/sitemap.xml",
        "/robots.txt",
        "/help/hours",
        "/help/returns",
        "/help?q=zyxomat+vault",
    ]
    for page in pages:
        text = (await chat.http.get(page, follow_redirects=True)).text.lower()
        assert has_none_of(text, ("quorl", "fennel")), page
        if "q=" not in page:  # a page of results repeats the question
            assert has_none_of(text, (*OF_STAFF, *OF_CLUB)), page
    settings = json.dumps(ok(await chat.anybody.get("/widget-settings"))).lower()
    assert has_none_of(settings, (*OF_STAFF, *OF_CLUB))


async def _agents_are_helped_by_both_and_see_who_may_read_them(chat: ServedChat) -> None:
    agent = await chat.person()
    customer = await chat.assigned(agent)
    path = f"{customer.path}/suggestions"
    best = {}
    for question in (ABOUT_VAULT, ABOUT_CLUB, "When is the workshop open?"):
        best[question] = ok(await agent.get(path, params={"q": question}))["suggestions"][0]
    shown = [(each["article_id"], each["audience"], each["url"] != "") for each in best.values()]
    assert shown == [("vault", "staff", False), ("club", "signed_in", False), ("hours", "everyone", True)]
    assert best[ABOUT_VAULT]["text"] == VAULT.body, "without an address that nobody could open"


async def _a_narrower_audience_is_true_at_once_and_a_wider_one_too(chat: ServedChat) -> None:
    editor = await chat.person("editor")
    customer = await chat.customer()
    await set_audience(editor, "vault", "everyone")
    assert "QUORL-4711" in (await told(customer, ABOUT_VAULT))[-1]["text"]
    assert (await chat.http.get("/help/vault", follow_redirects=True)).status_code == 200
    assert "zyxomat" in (await chat.http.get("/sitemap.xml")).text
    await set_audience(editor, "vault", "staff")
    another = await chat.customer()
    assert has_none_of(await bots_words(another, ABOUT_VAULT), OF_STAFF)
    assert (await chat.http.get("/help/vault", follow_redirects=True)).status_code == 404
    assert "zyxomat" not in (await chat.http.get("/sitemap.xml")).text
    assert (await chat.anybody.get("/help/vault")).status_code == 404


async def set_audience(editor: Staff, article_id: str, audience: Audience) -> None:
    changed = ok(await editor.call("PATCH", f"/articles/{article_id}/care", {"audience": audience}))
    assert changed["audience"] == audience


@pytest.mark.usefixtures("articles_here")
def test_translations_phrasings_and_exports_know_the_audience(database: Database, tmp_path: Path) -> None:
    def translations(reader: Reader) -> list[str]:
        found = database.read_now(list_published_groups, ["hours"], reader)
        return sorted(article.id for _, article in found)

    assert translations("everyone") == translations("signed_in") == ["hours"]
    assert translations("staff") == ["hours", "hours-de"]
    assert {each.article_id for each in database.read_now(list_phrasings)} & {"vault", "club", "hours-de"} == set()
    export(database, tmp_path / "out")
    assert 'audience: "staff"' in (tmp_path / "out" / "vault.md").read_text(encoding="utf-8")
    assert 'audience: "signed_in"' in (tmp_path / "out" / "club.md").read_text(encoding="utf-8")
    assert "audience" not in (tmp_path / "out" / "hours.md").read_text(encoding="utf-8")
