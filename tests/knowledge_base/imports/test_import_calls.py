"""An editor moves a help centre in: upload, plan, run, once more, with what is missing archived; and by address."""

import io
import re
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import httpx
import pytest
from PIL import Image

from chat.article_images.store import ArticlePictures
from chat.edge.policy import API
from kit.database import Database
from knowledge_base.articles import repository as articles
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import Content
from knowledge_base.import_jobs import service
from knowledge_base.import_jobs.endpoints import imports_router
from knowledge_base.import_jobs.runner import ImportRunner
from tests.fixtures.staff import StaffApp, code_of
from tests.knowledge_base.imports import harbour_coffee
from tests.knowledge_base.imports.made_files import archive, word
from tests.knowledge_base.imports.served_site import served

Upload = dict[str, bytes]


class Importing:
    """An editor's calls, each with what it answers once the work behind it is done."""

    def __init__(self, client: httpx.AsyncClient, runner: ImportRunner) -> None:
        self.client, self.runner = client, runner

    async def planned(self, upload: Upload | str) -> dict[str, Any]:
        address = {"address": upload} if isinstance(upload, str) else {"name": "upload"}
        begun = await self.client.post("/article-imports", json=address)
        assert begun.status_code == 201, begun.text
        place = f"/article-imports/{begun.json()['id']}"
        if not isinstance(upload, str):
            for name, data in upload.items():
                put = await self.client.put(f"{place}/files", params={"name": name}, content=data)
                assert put.status_code == 200, put.text
            assert (await self.client.post(f"{place}/read")).json()["state"] == "reading"
        return await self.seen(place)

    async def run(self, import_id: str, **options: bool) -> dict[str, Any]:
        place = f"/article-imports/{import_id}"
        begun = await self.client.post(f"{place}/run", json=options)
        assert (begun.status_code, begun.json()["state"]) == (200, "running"), begun.text
        return await self.seen(place)

    async def rows(self, import_id: str, **query: str | int) -> list[dict[str, Any]]:
        found = await self.client.get(f"/article-imports/{import_id}/rows", params=query)
        rows: list[dict[str, Any]] = found.json()["rows"]
        return rows

    async def seen(self, place: str) -> dict[str, Any]:
        await self.runner.settled()
        answer: dict[str, Any] = (await self.client.get(place)).json()
        return answer


@pytest.fixture
async def importing(database: Database) -> AsyncIterator[Importing]:
    staff = StaffApp(database)
    runner = ImportRunner(database, staff.clock, ArticlePictures(), allowed_hosts=["127.0.0.1"])
    staff.app.include_router(imports_router(database, runner, staff.clock, lambda: ["127.0.0.1"]), prefix=API)
    async with aclosing(await staff.signed_in("editor", name="Edith")) as client:
        yield Importing(client, runner)
    await runner.stop()


def counts(one: dict[str, Any]) -> dict[str, int]:
    return {name: number for name, number in one["counts"].items() if number}


def published(database: Database) -> dict[str, str]:
    return {article.id: article.body for article in database.read_now(articles.list_published)}


@pytest.mark.parametrize("form", [harbour_coffee.as_html, harbour_coffee.as_markdown])
async def test_a_help_centre_is_moved_in_and_a_second_time_changes_only_what_changed(
    importing: Importing, database: Database, form: Any
) -> None:
    files: Upload = form()
    plan = await importing.planned({"help.zip": archive(files)})
    assert (plan["state"], counts(plan)) == ("ready", {"create": 12}), plan
    assert published(database) == {}
    done = await importing.run(plan["id"])
    assert (done["state"], counts(done)) == ("done", {"create": 12, "changed": 12})
    before = published(database)
    assert "[cost](/help/delivery-cost)" in before["returns"]
    assert "Menu" not in "".join(before.values())
    again = await importing.planned({"help-2.zip": archive(files)})
    assert counts(again) == {"leave": 12}
    version = database.read_now(articles.knowledge_version)
    assert counts(await importing.run(again["id"])) == {"leave": 12}
    assert database.read_now(articles.knowledge_version) == version
    name = next(name for name in files if "decaf" in name)
    files[name] = files[name].replace(b"0.1 %", b"0.2 %")
    del files[next(name for name in files if "track" in name)]
    third = await importing.planned({"help-3.zip": archive(files)})
    assert counts(third) == {"update": 1, "leave": 10, "archive": 1}
    assert [row["article_id"] for row in await importing.rows(third["id"], change="archive")] == ["track"]
    assert counts(await importing.run(third["id"], archive_missing=True))["changed"] == 2
    after = published(database)
    assert {name for name in before if before[name] != after.get(name)} == {"decaf", "track"}
    assert database.read_now(editing.get, "track").state == "archived"


async def test_what_other_files_have_brought_is_not_missing(importing: Importing, database: Database) -> None:
    """Two companies' help centres, with one file of the same name: neither import would archive the other's."""
    ours: Upload = {f"{name}.md": f"# The {name}\n\nAbout the {name}.".encode() for name in ("mast", "keel", "contact")}
    first = await importing.planned(ours)
    await importing.run(first["id"])
    coffee = harbour_coffee.as_markdown()
    theirs = await importing.planned({"coffee.zip": archive({**coffee, "contact.md": ours["contact.md"]})})
    assert counts(theirs) == {"create": 12, "leave": 1}
    await importing.run(theirs["id"], archive_missing=True)
    refused = await importing.planned({"sign.png": b"<html>no picture</html>"})
    assert counts(refused) == {"refused": 1}
    again = await importing.planned({"mast.md": ours["mast.md"]})
    assert counts(again) == {"leave": 1, "archive": 1}
    assert [row["article_id"] for row in await importing.rows(again["id"], change="archive")] == ["keel"]
    fewer = await importing.planned({"coffee.zip": archive(dict(list(coffee.items())[1:]))})
    assert counts(fewer) == {"leave": 11, "archive": 2}


async def test_a_site_is_moved_in_by_its_address(importing: Importing, database: Database) -> None:
    pages = {f"/{name}": data.decode() for name, data in harbour_coffee.as_html().items()}
    links = "".join(f'<a href="{path}">{path}</a>' for path in pages)
    with served({"/start.html": f"<html><title>Help</title><body>{links}</body></html>", **pages}) as site:
        plan = await importing.planned(f"{site.address}/start.html")
        assert counts(plan) == {"create": 12, "skipped": 1}, plan
        await importing.run(plan["id"], publish=False)
        assert counts(await importing.planned(f"{site.address}/start.html")) == {"update": 12, "skipped": 1}
    assert published(database) == {}
    assert "[cost](/help/delivery-cost)" in database.read_now(editing.get, "returns").content.body


async def test_what_is_refused_is_told_and_the_rest_is_imported(importing: Importing, database: Database) -> None:
    database.write_now(editing.create, Content("Mine", "Text"), "Ada", service_now(database), article_id="mine")
    upload = {
        "a.md": b"# A\n\nText",
        "b.md": b"no title",
        "mine.md": b"# Mine\n\nTheirs",
        "h.docx": word(("", "x"), ("", "y")),
    }
    plan = await importing.planned(upload)
    assert counts(plan) == {"create": 2, "update": 1, "refused": 1}
    refused = await importing.rows(plan["id"], change="refused")
    assert [(row["path"], row["code"]) for row in refused] == [("b.md", "no_title")]
    database.write_now(editing.update, "mine", 1, Content("Mine", "Newer"), "Ada", service_now(database))
    done = await importing.run(plan["id"])
    assert counts(done)["failed"] == 1
    assert {row["path"]: row["outcome"] for row in await importing.rows(plan["id"])} == {
        "a.md": "done",
        "b.md": None,
        "h.docx": "done",
        "mine.md": "edited_meanwhile",
    }
    assert database.read_now(editing.get, "mine").content.body == "Newer"


async def test_a_source_that_cannot_be_read_says_why(importing: Importing) -> None:
    failed = await importing.planned({"a.zip": b"PK\x03\x04 cut"})
    assert (failed["state"], failed["code"]) == ("failed", "bad_archive")
    refused = await importing.client.post(f"/article-imports/{failed['id']}/run", json={})
    assert (refused.status_code, code_of(refused)) == (409, "wrong_status")
    for address, code in (("http://10.0.0.1/", "private_address"), ("help", "bad_address")):
        refused = await importing.client.post("/article-imports", json={"address": address})
        assert (refused.status_code, code_of(refused)) == (400, code)
    empty = (await importing.client.post("/article-imports", json={})).json()["id"]
    refused = await importing.client.post(f"/article-imports/{empty}/read")
    assert (refused.status_code, code_of(refused)) == (400, "empty_import")
    assert (await importing.client.get("/article-imports/none")).status_code == 404


async def test_a_run_can_be_cancelled_and_goes_on_from_there(
    importing: Importing, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "AT_ONCE", 3)
    plan = await importing.planned({"help.zip": archive(harbour_coffee.as_markdown())})
    place = f"/article-imports/{plan['id']}"
    now = service_now(database)
    database.write_now(service.run, plan["id"], now)
    assert database.write_now(service.run_some, plan["id"], "Edith", now, True, False) == (3, True)
    assert (await importing.client.post(f"{place}/cancel")).json()["state"] == "cancelled"
    assert database.write_now(service.run_some, plan["id"], "Edith", now, True, False) == (0, False)
    assert len(published(database)) == 3
    done = await importing.run(plan["id"])
    assert (done["state"], done["total"], counts(done)["changed"]) == ("done", 9, 12)


def service_now(database: Database) -> Any:
    return StaffApp(database).clock()


async def test_pictures_and_care_come_along(importing: Importing, database: Database) -> None:
    file = io.BytesIO()
    Image.new("RGBA", (8, 8), "green").save(file, "PNG")
    text = "---\ntitle: Label\nowner: Ada\ntags: [print]\n---\n\n![Where it is](../images/label.png) ![gone](no.png)\n"
    upload = {"help/label.md": text.encode(), "images/label.png": file.getvalue()}
    one = await importing.planned(upload)
    assert counts(one) == {"create": 1}
    await importing.run(one["id"])
    record = database.read_now(articles.find, "label")
    assert record is not None
    assert re.fullmatch(r"!\[Where it is\]\(/article-images/[0-9a-f]{32}\.png\) gone", record.content.body)
    assert (record.care.owner, record.care.tags) == ("Ada", ("print",))
    assert counts(await importing.planned(upload)) == {"leave": 1}
