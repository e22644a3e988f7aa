"""Every call: health, the OpenAPI document, one form of errors, no changes from another site."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import make_url

from kit.clock import system_clock
from kit.identifiers import hash_token, new_token
from staff.sign_in.repository import insert_sign_in
from staff.sign_in.service import SESSION_COOKIE
from tests.fixtures.callers import API, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat
from tests.fixtures.databases import PostgresServer
from tests.fixtures.neighbours import Neighbours


async def test_health_names_every_service(chat: ServedChat) -> None:
    answer = await chat.anybody.get("/health")
    assert answer.status_code == 200
    parts = ("status", "database", "redis", "bot", "knowledge")
    assert answer.json() == dict.fromkeys(parts, "ok")


async def test_conversations_are_served_without_bot_and_knowledge(chat: ServedChat, neighbours: Neighbours) -> None:
    neighbours.ready = False
    loading = ok(await chat.anybody.get("/health"))
    assert (loading["status"], loading["bot"], loading["knowledge"]) == ("degraded", "loading", "loading")
    await neighbours.stop()
    answer = await chat.anybody.get("/health")
    body = answer.json()
    assert (answer.status_code, body["database"], body["status"]) == (200, "ok", "degraded")
    assert "ok" not in (body["bot"], body["knowledge"])


async def test_health_reports_a_missing_redis(serve_chat: ServeChat) -> None:
    chat = await serve_chat(redis_url="unix:///nowhere/redis.sock")
    body = ok(await chat.anybody.get("/health"))
    assert (body["database"], body["redis"]) == ("ok", "ConnectionError")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_without_the_database_nothing_is_served(
    chat: ServedChat, postgres: PostgresServer, database_url: str
) -> None:
    customer = await chat.customer()
    name = make_url(database_url).database
    postgres.execute(f"alter database {name} with allow_connections false")
    postgres.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")
    answer = await chat.anybody.get("/health")
    assert (answer.status_code, answer.json()["database"]) == (503, "storage_unavailable")
    refused = await customer.say("hello")
    assert refusal(refused) == (503, "storage_unavailable")
    assert int(refused.headers["Retry-After"]) >= 1
    assert await customer.listen().refused() == (503, "storage_unavailable")
    postgres.execute(f"alter database {name} with allow_connections true")
    assert (await chat.anybody.get("/health")).status_code == 200, "without a restart"
    assert (await customer.say("hello")).status_code == 201


@pytest.mark.parametrize("page", ["console", "editor", "widget", "help"])
async def test_a_slash_at_the_end_leads_to_the_page_and_to_no_host_that_the_request_names(
    chat: ServedChat, page: str
) -> None:
    answer = await chat.http.get(f"/{page}/?a=1", headers={"Host": "evil.example"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, f"/{page}?a=1")
    for path in ("/nothing/", "/api/v1/health/"):
        answer = await chat.http.get(path, headers={"Host": "evil.example"}, follow_redirects=False)
        assert answer.status_code == 404
        assert "location" not in answer.headers


def references(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return own.union(*(references(value) for value in node.values()))
    return set().union(*(references(value) for value in node)) if isinstance(node, list) else set()


async def test_the_openapi_document_is_served_and_valid(chat: ServedChat) -> None:
    answer = await chat.http.get("/openapi.json")
    assert answer.status_code == 200
    document = answer.json()
    assert document["openapi"].startswith("3.1")
    assert document["info"]["title"] == "Baton"
    operations = [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    assert len({operation["operationId"] for _, _, operation in operations}) == len(operations)
    for path, method, operation in operations:
        assert operation["responses"], (method, path)
        named = {each["name"] for each in operation.get("parameters", ()) if each["in"] == "path"}
        assert named == {part[1:-1] for part in path.split("/") if part.startswith("{")}, path
    schemas = document.get("components", {}).get("schemas", {})
    assert {each.rsplit("/", 1)[1] for each in references(document)} <= set(schemas)
    for path in ("/conversations", "/queue", "/handoffs/{handoff_id}/accept", "/articles", "/search", "/health"):
        assert API + path in document["paths"]


async def test_all_errors_have_the_same_form(chat: ServedChat) -> None:
    customer = await chat.customer()
    for method, path, expected in (
        ("GET", "/nothing", (404, "not_found")),
        ("GET", "/conversations/", (404, "not_found")),
        ("DELETE", "/conversations", (405, "method_not_allowed")),
        ("PATCH", customer.path, (405, "method_not_allowed")),
        ("GET", f"{customer.path}/messages?limit=x", (400, "bad_query")),
        ("POST", f"{customer.path}/messages", (400, "bad_json")),
    ):
        assert refusal(await customer.call(method, path)) == expected, path
    outside = await chat.http.get("/nothing")
    assert refusal(outside) == (404, "not_found")
    assert refusal(await chat.http.post("/widget")) == (405, "method_not_allowed")


async def test_a_change_from_another_site_is_rejected_and_one_from_a_program_is_not(chat: ServedChat) -> None:
    agent, token, now = await chat.person(), new_token(), system_clock()
    await chat.database.write(insert_sign_in, hash_token(token), agent.id, now, now + timedelta(hours=1))
    cookie = {"Cookie": f"{SESSION_COOKIE}={token}"}
    body = {"state": "online"}

    async def change(**headers: str) -> Any:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return await chat.http.put(f"{API}/presence", json=body, headers=cookie | sent)

    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": chat.url + ".evil.example"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "same-origin", "Origin": "https://evil.example"},
    ):
        assert refusal(await change(**headers)) == (403, "cross_site"), headers
    for headers in ({}, {"Origin": chat.url}, {"Sec_Fetch_Site": "same-origin"}, {"Sec_Fetch_Site": "none"}):
        assert (await change(**headers)).status_code == 200, headers
    foreign = {"Origin": "https://evil.example"}
    assert (await chat.http.get(f"{API}/queue", headers=cookie | foreign)).status_code == 200, "reading changes nothing"
    bearer = await chat.http.put(f"{API}/presence", json=body, headers=agent.headers | foreign)
    assert bearer.status_code == 200


async def test_a_valid_cookie_does_not_replace_an_invalid_token(chat: ServedChat) -> None:
    agent, token, now = await chat.person(), new_token(), system_clock()
    await chat.database.write(insert_sign_in, hash_token(token), agent.id, now, now + timedelta(hours=1))
    headers = {"Cookie": f"{SESSION_COOKIE}={token}", "Authorization": "Bearer wrong"}
    assert refusal(await chat.http.get(f"{API}/queue", headers=headers)) == (401, "not_signed_in")


async def test_the_widgets_first_view_is_public(chat: ServedChat) -> None:
    body = ok(await chat.anybody.get("/widget-settings"))
    assert {"company", "greeting", "suggestions", "offline_note", "open"} <= set(body)
    assert isinstance(body["open"], bool)
    assert (body["own_greeting"], body["own_offline_note"]) == (None, None), "the widget has words"
    assert body["suggestions_language"] == "en"


async def test_an_article_goes_from_draft_to_archive(chat: ServedChat) -> None:
    editor, agent = await chat.person("editor"), await chat.person()
    written = {"title": "Bells", "body": "# Bells\n\nEvery Plover has a bell.", "questions": ["Is there a bell?"]}
    assert refusal(await agent.post("/articles", written)) == (403, "not_allowed")
    created = await editor.post("/articles", written)
    assert created.status_code == 201
    article = created.json()
    path = f"/articles/{article['id']}"
    assert article["state"] == "draft"
    assert (await chat.http.get(f"/help/{article['id']}")).status_code == 404
    published = ok(await editor.post(f"{path}/publish", {"version": article["version"]}))
    assert published["state"] == "published"
    page = await chat.http.get(f"/help/{article['id']}")
    assert (page.status_code, "Every Plover has a bell." in page.text) == (200, True)
    change = {**written, "body": "# Bells\n\nNo bell.", "version": published["version"]}
    changed = ok(await editor.put(path, change))
    assert refusal(await editor.put(path, change)) == (409, "edited_meanwhile")
    assert refusal(await editor.post(f"{path}/publish", {"version": published["version"]})) == (409, "edited_meanwhile")
    ok(await editor.post(f"{path}/publish", {"version": changed["version"]}))
    versions = ok(await editor.get(f"{path}/versions"))["versions"]
    assert len(versions) >= 2
    restored = ok(await editor.post(f"{path}/versions/{article['version']}/restore"))
    assert "Every Plover has a bell." in restored["body"]
    assert ok(await editor.post(f"{path}/archive"))["state"] == "archived"
    assert (await chat.http.get(f"/help/{article['id']}")).status_code == 404
    assert refusal(await editor.get("/articles/nothing")) == (404, "not_found")


async def test_a_search_returns_what_the_bot_would_say(chat: ServedChat, neighbours: Neighbours) -> None:
    editor = await chat.person("editor")
    found = ok(await editor.get("/search", params={"q": "How long do I have?"}))
    assert {"action", "reason", "article_id", "confidence", "threshold", "candidates"} <= set(found)
    assert (found["action"], found["article_id"], found["confidence"]) == ("answer", "returns", 0.97)
    assert {"article_id", "title", "passage", "score"} <= set(found["candidates"][0])
    draft = {"title": "Bells", "body": "Every Plover has a bell."}
    ok(await editor.post("/search", {"q": "Is there a bell?", "draft": draft}))
    assert neighbours.knowledge_calls[-1]["draft"] == draft
    assert refusal(await editor.post("/search", {"draft": draft})) == (400, "missing_field")
    assert refusal(await editor.post("/search", {"q": "x", "draft": {"title": "x"}})) == (400, "missing_field")
    await neighbours.stop()
    assert refusal(await editor.get("/search", params={"q": "How long?"})) == (503, "bot_unavailable")
