"""Every address that the help centre ever had leads to what is there now, and to nothing that is not published."""

import httpx

from tests.knowledge_base.help_pages.conftest import Publish


async def where(reader: httpx.AsyncClient, path: str, **headers: str) -> tuple[int, str]:
    answer = await reader.get(path, headers=headers)
    return answer.status_code, answer.headers.get("location", "")


async def test_an_article_has_a_readable_address_and_keeps_its_first_one(
    reader: httpx.AsyncClient, publish: Publish
) -> None:
    article = await publish(title="Can I send it back?")
    readable = await reader.get("/help/en/can-i-send-it-back")
    first = await reader.get(f"/help/{article['id']}")
    assert (readable.status_code, first.status_code) == (200, 200)
    assert readable.text == first.text
    assert '<link rel="canonical" href="https://baton.example/help/en/can-i-send-it-back">' in first.text


async def test_renamed_addresses_lead_on_for_good(reader: httpx.AsyncClient, publish: Publish) -> None:
    article = await publish(title="Returns")
    article = await publish(article, title="Sending it back")
    assert await where(reader, "/help/en/returns") == (301, "/help/en/sending-it-back")
    moved = await publish(article, title="Terugsturen", locale="nl")
    assert moved["locale"] == "nl"
    for old in ("/help/en/returns", "/help/en/sending-it-back"):
        assert await where(reader, old) == (301, "/help/nl/terugsturen")


async def test_a_renamed_category_leads_to_where_its_articles_are(reader: httpx.AsyncClient, publish: Publish) -> None:
    first, second = [await publish(title=title, category="Orders / Paid") for title in ("A", "B")]
    third = await publish(title="C", category="Orders")
    assert (await reader.get("/help/en/topics/orders")).status_code == 200
    await publish(first, category="Purchases")
    assert (await reader.get("/help/en/topics/orders")).status_code == 200
    await publish(second, category="Purchases / Paid")
    await publish(third, category="Else")
    assert await where(reader, "/help/en/topics/orders") == (301, "/help/en/topics/purchases")
    assert (await reader.get("/help/en/topics/never")).status_code == 404
    await publish(title="D", category="Orders")
    assert (await reader.get("/help/en/topics/orders")).status_code == 200


async def test_a_wrong_language_or_a_bare_word_leads_to_the_article(
    reader: httpx.AsyncClient, publish: Publish
) -> None:
    await publish(title="Returns")
    await publish(title="إرجاع", locale="ar")
    assert await where(reader, "/help/de/returns") == (302, "/help/en/returns")
    assert await where(reader, "/help/EN/returns") == (301, "/help/en/returns")
    assert await where(reader, "/help/returns") == (302, "/help/en/returns")
    assert (await where(reader, "/help/ar/إرجاع"))[0] == 200


async def test_front_pages_have_one_address_for_each_language(reader: httpx.AsyncClient, publish: Publish) -> None:
    await publish(title="Returns", locale="pt-BR")
    assert await where(reader, "/help/pt-br/") == (301, "/help/pt-BR/")
    assert await where(reader, "/help/pt-BR") == (301, "/help/pt-BR/")
    assert await where(reader, "/help/de/?q=send%20back") == (302, "/help?q=send+back")
    assert (await where(reader, "/help/pt-BR/"))[0] == 200


async def test_what_is_not_published_looks_like_what_never_was(
    reader: httpx.AsyncClient, editor: httpx.AsyncClient, publish: Publish
) -> None:
    article = await publish(title="Returns", category="Orders")
    assert (await where(reader, "/help/en/topics/orders"))[0] == 200
    draft = (await editor.post("/articles", json={"title": "Secret plans", "body": "Soon."})).json()
    await editor.post(f"/articles/{article['id']}/archive")
    gone = ["/help/en/returns", f"/help/{article['id']}", "/help/en/topics/orders"]
    never = [f"/help/{draft['id']}", "/help/en/secret-plans", "/help/nothing", "/help/en/nothing", "/help/zz/a/b"]
    pages = {(await reader.get(path)).status_code for path in (*gone, *never)}
    assert pages == {404}
    page = await reader.get("/help/en/secret-plans", headers={"Accept-Language": "de"})
    assert "<title>Diese Seite gibt es nicht – Wren &amp; Wheel</title>" in page.text
    assert 'role="search"' in page.text
    assert "Secret" not in page.text
    await publish(article)
    assert (await where(reader, "/help/en/returns"))[0] == 200


async def test_strange_addresses_are_answered_with_a_page(reader: httpx.AsyncClient, publish: Publish) -> None:
    await publish()
    for path in (
        "/help/%00/",
        "/help/en/%00",
        "/help/en/..%2f..%2fetc",
        f"/help/{'x' * 3000}",
        "/help/en/topics/%F0%9F%94%A5?page=99999999999999999999",
        "/help/<script>",
        "/help/en/?q=%00%ED%A0%80",
    ):
        answer = await reader.get(path)
        assert answer.status_code in (200, 302, 404), path
        assert "<script>" not in answer.text
