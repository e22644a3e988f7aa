"""Where a category demands it, nothing is published that another person has not approved, whichever way it goes."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, select

from chat.article_approvers.editors import list_editors
from chat.edge.policy import API
from kit.audit.models import audit_log
from kit.database import Database
from kit.events import gather_events
from knowledge_base.approvals.endpoints import approvals_router
from knowledge_base.articles import repository
from knowledge_base.articles.endpoints import articles_router
from knowledge_base.care.endpoints import care_router
from knowledge_base.care.publication import ScheduledPublication
from knowledge_base.imports.plan import import_folder
from tests.fixtures.staff import StaffApp, code_of

GUARDED = "Legal"


@pytest.fixture
def staff(database: Database) -> StaffApp:
    app = StaffApp(database)
    for router in (articles_router, care_router):
        app.app.include_router(router(database, app.clock), prefix=API)
    app.app.include_router(approvals_router(database, app.clock, list_editors), prefix=API)
    return app


@pytest.fixture
async def sue(staff: StaffApp) -> AsyncIterator[httpx.AsyncClient]:
    async with aclosing(await staff.signed_in("supervisor", name="Sue")) as client:
        yield client


@pytest.fixture(autouse=True)
async def guarded(sue: httpx.AsyncClient) -> None:
    answer = await sue.put("/approval-categories", json={"categories": [GUARDED, "", GUARDED]})
    assert answer.json() == {"categories": [GUARDED], "approvers": []}


async def written(editor: httpx.AsyncClient, category: str = f"{GUARDED} / Privacy") -> str:
    given = {"title": "Your data", "body": "We keep it for a year.", "category": category}
    return str((await editor.post("/articles", json=given)).json()["id"])


async def publish(editor: httpx.AsyncClient, article_id: str, version: int = 1) -> httpx.Response:
    return await editor.post(f"/articles/{article_id}/publish", json={"version": version})


async def approve(editor: httpx.AsyncClient, article_id: str, version: int = 1) -> httpx.Response:
    return await editor.post(f"/articles/{article_id}/approval", json={"version": version})


def live(database: Database) -> list[str]:
    return [article.body for article in database.read_now(repository.list_published)]


async def test_another_person_approves_each_version_before_it_is_published(
    database: Database, ada: httpx.AsyncClient, bob: httpx.AsyncClient
) -> None:
    article_id = await written(ada)
    refused = await publish(ada, article_id)
    assert (refused.status_code, code_of(refused)) == (409, "approval_needed")
    assert code_of(await publish(bob, article_id)) == "approval_needed"
    assert code_of(await approve(ada, article_id)) == "own_version"
    assert live(database) == []
    approved = (await approve(bob, article_id)).json()
    assert (approved["needed"], approved["author"], approved["approved_by"]) == (True, "Ada", "Bob")
    assert (await publish(ada, article_id)).status_code == 200

    changed = {"version": 1, "title": "Your data", "body": "We keep it for ten years."}
    await ada.put(f"/articles/{article_id}", json=changed)
    assert (await ada.get(f"/articles/{article_id}/approval")).json()["approved_by"] is None
    assert code_of(await publish(ada, article_id, 2)) == "approval_needed"
    assert code_of(await approve(bob, article_id, 1)) == "edited_meanwhile"
    assert live(database) == ["We keep it for a year."]


async def test_other_categories_are_published_as_ever(ada: httpx.AsyncClient, bob: httpx.AsyncClient) -> None:
    for category in ("", "Orders", "Legally"):
        article_id = await written(ada, category)
        assert (await ada.get(f"/articles/{article_id}/approval")).json()["needed"] is False
        assert code_of(await approve(bob, article_id)) == "no_approval_needed"
        assert (await publish(ada, article_id)).status_code == 200


async def test_an_article_cannot_be_moved_around_the_rule(
    database: Database, ada: httpx.AsyncClient, bob: httpx.AsyncClient
) -> None:
    article_id = await written(ada)
    await approve(bob, article_id)
    await publish(ada, article_id)
    away = {"version": 1, "title": "Your data", "body": "We sell it.", "category": "Else"}
    await ada.put(f"/articles/{article_id}", json=away)
    assert code_of(await publish(ada, article_id, 2)) == "approval_needed"
    free = await written(ada, "Else")
    await publish(ada, free)
    move = {"action": "move", "category": GUARDED, "articles": [{"id": free, "version": 1}]}
    assert (await ada.post("/article-bulk", json=move)).json()["done"] == [free]
    waiting = (await ada.get(f"/articles/{free}")).json()
    assert (waiting["category"], waiting["published_version"], waiting["review_asked_by"]) == (GUARDED, 1, "Ada")
    assert "We sell it." not in live(database)


async def test_many_at_once_say_which_lack_an_approval(ada: httpx.AsyncClient) -> None:
    one, two = await written(ada), await written(ada, "Orders")
    ask = {"action": "publish", "articles": [{"id": each, "version": 1} for each in (one, two)]}
    answer = (await ada.post("/article-bulk", json=ask)).json()
    assert answer["done"] == [two]
    assert [(each["id"], each["code"]) for each in answer["failed"]] == [(one, "approval_needed")]


async def test_what_is_planned_is_published_if_it_is_approved_by_then(
    staff: StaffApp, database: Database, ada: httpx.AsyncClient, bob: httpx.AsyncClient
) -> None:
    one, two = await written(ada), await written(ada)
    for each in (one, two):
        await ada.post(f"/articles/{each}/schedule", json={"version": 1, "at": "2030-03-04T10:00:00Z"})
    await approve(bob, two)
    staff.clock.move(hours=1)
    assert await ScheduledPublication(database, staff.clock).publish_all_due() == 1
    left, done = [(await ada.get(f"/articles/{each}")).json() for each in (one, two)]
    assert (left["state"], left["scheduled"], left["review_asked_by"]) == ("draft", None, "Ada")
    assert done["state"] == "published"


async def test_an_import_leaves_them_for_a_reader(
    staff: StaffApp, database: Database, tmp_path: Path, bob: httpx.AsyncClient
) -> None:
    (tmp_path / "data.md").write_text(f"---\ncategory: {GUARDED}\n---\n# Your data\n\nA year.\n", encoding="utf-8")
    (tmp_path / "open.md").write_text("# Opening hours\n\nNine to five.\n", encoding="utf-8")

    def bring(connection: Connection) -> list[str]:
        with gather_events(connection):
            return [row.change for row in import_folder(connection, tmp_path, "Import", staff.clock())]

    assert database.write_now(bring) == ["create", "create"]
    assert live(database) == ["Nine to five."]
    assert (await bob.get("/articles/data")).json()["review_asked_by"] == "Import"
    assert database.write_now(bring) == ["leave", "leave"]
    await approve(bob, "data")
    assert (await publish(bob, "data")).status_code == 200


async def test_the_audit_log_says_who_approved_and_who_set_the_rule(
    database: Database, ada: httpx.AsyncClient, bob: httpx.AsyncClient
) -> None:
    await approve(bob, await written(ada))

    def read(connection: Connection) -> list[Any]:
        return list(connection.scalars(select(audit_log.c.action).order_by(audit_log.c.seq)))

    told = [action for action in database.read_now(read) if action != "person.signed_in"]
    assert told == ["approval_categories.changed", "article.approved"]


async def naming(sue: httpx.AsyncClient, **named: list[str]) -> httpx.Response:
    """A supervisor names people for `GUARDED`, and for the categories given by their last word."""
    categories = {"legal": GUARDED, "privacy": f"{GUARDED} / Privacy", "prices": "Prices"}
    rules = [{"category": categories[each], "people": people} for each, people in named.items()]
    body = {"categories": [rule["category"] for rule in rules], "approvers": rules}
    return await sue.put("/approval-categories", json=body)


async def ids_of(sue: httpx.AsyncClient) -> dict[str, str]:
    people = (await sue.get("/approvers")).json()["people"]
    return {each["name"]: each["id"] for each in people}


async def test_a_category_names_who_approves_it(
    staff: StaffApp, database: Database, sue: httpx.AsyncClient, ada: httpx.AsyncClient, bob: httpx.AsyncClient
) -> None:
    async with aclosing(await staff.signed_in("editor", name="Cem", email="cem@example.com")) as cem:
        people = await ids_of(sue)
        assert sorted(people) == ["Ada", "Bob", "Cem"], "a supervisor who is no editor cannot approve"
        article_id = await written(ada)
        await approve(bob, article_id)
        set_to = (await naming(sue, legal=[people["Cem"], people["Ada"]])).json()
        assert [each["name"] for each in set_to["approvers"][0]["people"]] == ["Ada", "Cem"]

        waiting = (await ada.get(f"/articles/{article_id}/approval")).json()
        assert (waiting["named"], waiting["approved_by"]) == (True, None)
        assert [each["name"] for each in waiting["waits_for"]] == ["Cem"], "its author is not waited for"
        assert code_of(await publish(ada, article_id)) == "approval_needed"
        assert code_of(await approve(bob, article_id)) == "not_an_approver"
        assert code_of(await approve(ada, article_id)) == "own_version"
        given = (await approve(cem, article_id)).json()
        assert (given["approved_by"], given["waits_for"], given["named"]) == ("Cem", [], False)
        assert (await publish(bob, article_id)).status_code == 200
        assert live(database) == ["We keep it for a year."]


async def test_the_nearest_category_decides_and_a_move_needs_both(
    staff: StaffApp, sue: httpx.AsyncClient, ada: httpx.AsyncClient, bob: httpx.AsyncClient
) -> None:
    async with aclosing(await staff.signed_in("editor", name="Cem", email="cem@example.com")) as cem:
        people = await ids_of(sue)
        await naming(sue, legal=[people["Cem"]], privacy=[people["Bob"]], prices=[people["Cem"]])
        article_id = await written(ada)
        assert code_of(await approve(cem, article_id)) == "not_an_approver"
        await approve(bob, article_id)
        assert (await publish(ada, article_id)).status_code == 200
        moved = {"version": 1, "title": "Your data", "body": "It costs 5 euros.", "category": "Prices"}
        await ada.put(f"/articles/{article_id}", json=moved)
        half = (await approve(cem, article_id, 2)).json()
        assert (half["approved_by"], [each["name"] for each in half["waits_for"]]) == (None, ["Bob"])
        assert code_of(await publish(ada, article_id, 2)) == "approval_needed"
        staff.clock.move(minutes=1)
        assert (await approve(bob, article_id, 2)).json()["approved_by"] == "Cem, Bob"
        assert (await publish(ada, article_id, 2)).status_code == 200


async def test_only_editors_are_named_and_only_for_categories_that_demand_it(
    sue: httpx.AsyncClient, ada: httpx.AsyncClient
) -> None:
    people = await ids_of(sue)
    assert code_of(await naming(sue, legal=["person_nobody"])) == "bad_type"
    rule = {"category": "Prices", "people": [people["Ada"]]}
    refused = await sue.put("/approval-categories", json={"categories": [GUARDED], "approvers": [rule]})
    assert code_of(refused) == "bad_type"
    await naming(sue, legal=[people["Ada"]])
    kept = (await sue.put("/approval-categories", json={"categories": [GUARDED, "Prices"]})).json()
    assert [each["category"] for each in kept["approvers"]] == [GUARDED], "who does not mention them leaves them"
    article_id = await written(ada)
    alone = (await ada.get(f"/articles/{article_id}/approval")).json()
    assert (alone["named"], alone["waits_for"]) == (True, []), "nobody approves their own version"
