"""The list of findings over HTTP: ranked by traffic, set aside and taken up again, also without `knowledge`."""

from typing import Any

from kit.database import Database
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import Content
from tests.chat.turns.test_outcomes import told
from tests.fixtures.callers import ok, refusal
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import SURE, Neighbours, always, evidence, fails
from tests.fixtures.staff import MovingClock

PLACE = {"title": "T", "section": "", "quote": "q"}
DOUBLE = {
    "kind": "near_duplicate",
    "places": [{**PLACE, "article_id": "returns"}, {**PLACE, "article_id": "other"}],
    "details": {"likeness": 0.95},
}


async def test_findings_are_ranked_by_traffic_and_can_be_set_aside(
    chat: ServedChat, neighbours: Neighbours, database: Database
) -> None:
    now = MovingClock()()
    for name, body in (("returns", "Sixty days."), ("quiet", "See [this](/help/nowhere).")):
        database.write_now(editing.create, Content(name.title(), body), "Edith", now, article_id=name)
        database.write_now(editing.publish, name, 1, "Edith", now)
    neighbours.knowledge = always(evidence(SURE, probability=0.97, among_three=0.98))
    await told(await chat.customer(), "how long may I keep it")
    neighbours.findings = always({"knowledge_version": 1, "findings": [DOUBLE]})
    editor = await chat.person("editor", name="Edith")

    async def listed() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = ok(await editor.get("/article-findings"))["findings"]
        return found

    double, link, *_ = await listed()
    assert (double["kind"], double["traffic"], double["set_aside_by"]) == ("near_duplicate", 1, None)
    assert (link["kind"], link["details"], link["traffic"]) == ("dead_link", {"target": "/help/nowhere"}, 0)
    ok(await editor.post("/article-findings/set-aside", {"key": link["key"]}))
    ok(await editor.post("/article-findings/set-aside", {"key": link["key"]}))
    assert {each["key"]: each["set_aside_by"] for each in await listed()}[link["key"]] == "Edith"
    place = f"/article-findings/set-aside/{link['key']}"
    ok(await editor.delete(place))
    assert refusal(await editor.delete(place)) == (404, "not_found")
    assert {each["set_aside_by"] for each in await listed()} == {None}
    neighbours.findings = fails
    partly: dict[str, Any] = ok(await editor.get("/article-findings"))
    assert partly["complete"] is False
    assert "near_duplicate" not in {each["kind"] for each in partly["findings"]}
    assert refusal(await editor.post("/article-findings/set-aside", {"key": "x"}))[0] == 400
    assert refusal(await (await chat.person("agent")).get("/article-findings")) == (403, "not_allowed")
