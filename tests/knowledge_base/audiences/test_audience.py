"""Who may read an article: changed alone and in bulk, filtered, audited, approved, imported, and never by chance."""

import re
from contextlib import aclosing
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, select, update

from chat.article_approvers.editors import list_editors
from chat.edge.policy import API
from kit.audit.models import audit_log
from kit.database import Database
from kit.events import gather_events
from knowledge_base.approvals.endpoints import approvals_router
from knowledge_base.article_lists.endpoints import article_lists_router
from knowledge_base.articles import repository
from knowledge_base.articles.endpoints import articles_router
from knowledge_base.audiences.audience import AUDIENCES, Reader
from knowledge_base.care.endpoints import care_router
from knowledge_base.imports.help_centre_exports import read_export
from knowledge_base.imports.plan import import_folder
from knowledge_base.models import articles
from tests.fixtures.staff import StaffApp, code_of
from tests.knowledge_base.conftest import ROOT


@pytest.fixture
def staff(database: Database) -> StaffApp:
    app = StaffApp(database)
    for router in (articles_router, article_lists_router, care_router):
        app.app.include_router(router(database, app.clock), prefix=API)
    app.app.include_router(approvals_router(database, app.clock, list_editors), prefix=API)
    return app


def shown(database: Database, reader: Reader) -> list[str]:
    return [article.title for article in database.read_now(repository.list_published, reader)]


async def published(editor: httpx.AsyncClient, title: str, **more: Any) -> str:
    article = (await editor.post("/articles", json={"title": title, "body": "Text.", **more})).json()
    await editor.post(f"/articles/{article['id']}/publish", json={"version": 1})
    return str(article["id"])


async def set_audience(editor: httpx.AsyncClient, article_id: str, audience: str) -> httpx.Response:
    return await editor.patch(f"/articles/{article_id}/care", json={"audience": audience})


async def test_each_reader_gets_what_is_for_them(database: Database, ada: httpx.AsyncClient) -> None:
    for audience in AUDIENCES:
        await published(ada, audience, audience=audience)
    assert shown(database, "everyone") == ["everyone"]
    assert sorted(shown(database, "signed_in")) == ["everyone", "signed_in"]
    assert sorted(shown(database, "staff")) == sorted(AUDIENCES)
    assert database.read_now(repository.list_published) == database.read_now(repository.list_published, "everyone")


async def test_an_audience_that_nobody_knows_has_no_readers(database: Database, ada: httpx.AsyncClient) -> None:
    await published(ada, "Odd")
    database.write_now(lambda connection: connection.execute(update(articles).values(audience="partners")))
    assert [shown(database, reader) for reader in AUDIENCES] == [[], [], []]


async def test_it_is_changed_alone_and_in_bulk_filtered_and_audited(database: Database, ada: httpx.AsyncClient) -> None:
    one, two = await published(ada, "One"), await published(ada, "Two")
    before = database.read_now(repository.knowledge_version)
    assert (await set_audience(ada, one, "staff")).json()["audience"] == "staff"
    assert (await set_audience(ada, one, "staff")).json()["audience"] == "staff"
    assert database.read_now(repository.knowledge_version) == before + 1, "what is so already changes nothing"
    assert code_of(await set_audience(ada, one, "partners")) == "bad_type"
    bulk = {"action": "audience", "articles": [{"id": each, "version": 1} for each in (one, two)]}
    assert code_of(await ada.post("/article-bulk", json=bulk)) == "missing_field"
    done = (await ada.post("/article-bulk", json={**bulk, "audience": "signed_in"})).json()["done"]
    assert sorted(done) == sorted([one, two])
    await set_audience(ada, two, "everyone")
    listed = (await ada.get("/articles", params={"audience": "signed_in"})).json()["articles"]
    assert [each["id"] for each in listed] == [one]
    assert (await ada.get("/article-overview")).json()["audiences"] == {"signed_in": 1, "everyone": 1}
    assert code_of(await ada.get("/articles", params={"audience": "nobody"})) == "bad_query"

    def entries(connection: Connection) -> list[Any]:
        table = audit_log.c
        rows = connection.execute(
            select(table.subject, table.details).where(table.action == "article.audience_changed")
        )
        return [(row.subject, row.details["audience"]) for row in rows]

    told = database.read_now(entries)
    assert told[0] == (one, "staff")
    assert sorted(told[1:3]) == sorted([(one, "signed_in"), (two, "signed_in")])
    assert told[3:] == [(two, "everyone")]


async def test_more_readers_need_the_approval_that_publishing_would(
    staff: StaffApp, database: Database, ada: httpx.AsyncClient, bob: httpx.AsyncClient
) -> None:
    async with aclosing(await staff.signed_in("supervisor", name="Sue")) as supervisor:
        await supervisor.put("/approval-categories", json={"categories": ["Legal"]})
    article = (
        await ada.post("/articles", json={"title": "Terms", "body": "Text.", "category": "Legal", "audience": "staff"})
    ).json()
    place = f"/articles/{article['id']}"
    await bob.post(f"{place}/approval", json={"version": 1})
    assert (await set_audience(ada, article["id"], "everyone")).status_code == 200
    assert code_of(await ada.post(f"{place}/publish", json={"version": 1})) == "approval_needed", "it was for few"
    await set_audience(ada, article["id"], "staff")
    await bob.post(f"{place}/approval", json={"version": 1})
    assert (await ada.post(f"{place}/publish", json={"version": 1})).status_code == 200
    assert code_of(await set_audience(ada, article["id"], "signed_in")) == "approval_needed"
    assert shown(database, "signed_in") == []
    assert (await set_audience(bob, article["id"], "everyone")).status_code == 200
    assert (await set_audience(ada, article["id"], "staff")).status_code == 200, "fewer may always read it"


async def test_an_import_reads_it_and_refuses_one_that_is_none(
    staff: StaffApp, database: Database, tmp_path: Path, ada: httpx.AsyncClient
) -> None:
    (tmp_path / "vault.md").write_text("---\naudience: Staff\n---\n# Vault\n\n4711.\n", encoding="utf-8")
    (tmp_path / "plain.md").write_text("# Plain\n\nText.\n", encoding="utf-8")

    def bring(connection: Connection) -> list[str]:
        with gather_events(connection):
            return [row.change for row in import_folder(connection, tmp_path, "Import", staff.clock())]

    assert database.write_now(bring) == ["create", "create"]
    assert (shown(database, "everyone"), shown(database, "signed_in")) == (["Plain"], ["Plain"])
    assert database.write_now(bring) == ["leave", "leave"]
    await set_audience(ada, "plain", "staff")
    assert database.write_now(bring) == ["leave", "leave"], "what a file does not say stays as it is"
    (tmp_path / "odd.md").write_text("---\naudience: partners\n---\n# Odd\n\nText.\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"the audience is one of everyone, signed_in, staff"):
        database.write_now(bring)


def test_a_segment_of_users_in_an_export_of_zendesks_is_not_everybody() -> None:
    pages = b'{"articles": [{"id": 1, "title": "A", "body": "<p>a</p>", "user_segment_id": 7}, '
    pages += b'{"id": 2, "title": "B", "body": "<p>b</p>", "user_segment_id": null}]}'
    found = [dict(draft.care) for draft in read_export("export.json", pages) if hasattr(draft, "care")]
    assert found == [{"audience": "staff"}, {}]


ABOUT_PUBLISHED = re.compile(r"\bpublished_version\b")
EDITORS_OWN = {
    "approval_rules/repository.py",  # what was approved
    "article_lists/repository.py",  # the editor's list
    "articles/repository.py",  # asks `shown_to` and `may_read` itself
    "audiences/repository.py",  # the rule
    "help_site/repository.py",  # asks `shown_to`
}


def test_no_other_query_reads_what_is_published() -> None:
    """Whoever adds a query of published articles has to ask the rule, or to say here why not."""
    folder = ROOT / "knowledge_base"
    found = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*repository.py")
        if ABOUT_PUBLISHED.search(path.read_text(encoding="utf-8"))
        and "shown_to(" not in path.read_text(encoding="utf-8")
    }
    assert found <= EDITORS_OWN
