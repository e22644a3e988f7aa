"""What readers and search engines find on the help pages."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection

from kit.database import Database
from knowledge_base.articles import service
from knowledge_base.articles.record import Content
from knowledge_base.care.translations import link, unlink
from knowledge_base.help_pages.pages import Hit
from knowledge_base.help_site.repository import store_related
from tests.knowledge_base.help_pages.centre import HelpCentre
from tests.knowledge_base.help_pages.conftest import Publish

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

LONG = "\n\n".join(f"## Part {number}\n\n{'Some words to read. ' * 40}" for number in range(1, 5))
ATTACK = "</script><script>alert(1)</script>\"'<img src=x onerror=alert(1)>"


async def text_of(reader: httpx.AsyncClient, path: str, **headers: str) -> str:
    answer = await reader.get(path, headers=headers)
    assert answer.status_code == 200, path
    return answer.text


def structured(page: str) -> list[dict[str, Any]]:
    return [json.loads(each) for each in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]


async def test_categories_are_cards_that_lead_to_all_of_their_articles(
    reader: httpx.AsyncClient, publish: Publish
) -> None:
    for number in range(6):
        await publish(title=f"Paying {number}", category="Paying & more")
    await publish(title="Wheels", category="Parts")
    await publish(title="Bells")
    page = await text_of(reader, "/help")
    assert re.findall(r"<h3><a [^>]*>(.*?)</a>", page) == ["Parts", "Paying &amp; more", "Other topics"]
    assert "Paying 3" in page
    assert "Paying 4" not in page
    assert ">Show all (6)</a>" in page
    assert "Paying 4" in await text_of(reader, "/help/en/topics/paying-more")
    assert "Bells" in await text_of(reader, "/help/en/topics/topic")


async def test_categories_below_others_are_parts_of_one_page(reader: httpx.AsyncClient, publish: Publish) -> None:
    for title, category in (("A", "Orders / Returns"), ("B", "Orders"), ("C", "Orders / Cards"), ("D", "Parts")):
        await publish(title=title, category=category)
    assert re.findall(r"<h3><a [^>]*>(.*?)</a>", await text_of(reader, "/help")) == ["Orders", "Parts"]
    page = await text_of(reader, "/help/en/topics/orders")
    assert re.findall(r"<h2>(.*?)</h2>|/help/en/(\w)\"", page) == [
        ("", "b"),
        ("Cards", ""),
        ("", "c"),
        ("Returns", ""),
        ("", "a"),
    ]
    assert '<a href="/help/en/topics/orders">Orders</a>' in await text_of(reader, "/help/en/a")


async def test_translations_lead_to_one_another(
    reader: httpx.AsyncClient, database: Database, publish: Publish
) -> None:
    english, dutch = await publish(title="Returns"), await publish(title="Retour", locale="nl")
    await publish(title="إرجاع", locale="ar")
    assert 'hreflang="nl" href="https' not in await text_of(reader, "/help/en/returns")
    database.write_now(link, english["id"], dutch["id"])
    page = await text_of(reader, "/help/en/returns")
    assert '<link rel="alternate" hreflang="nl" href="https://baton.example/help/nl/retour">' in page
    assert re.search(r'<a href="/help/nl/retour" lang="nl"', page)
    assert re.search(r'<a href="/help/ar/" lang="ar"', page), "no translation: its front page"
    wrong = await reader.get("/help/nl/returns")
    assert (wrong.status_code, wrong.headers["location"]) == (302, "/help/nl/retour")
    assert 'hreflang="nl" href="https://baton.example/help/nl/retour"' in (await reader.get("/sitemap.xml")).text
    database.write_now(unlink, dutch["id"])
    assert 'hreflang="nl" href="https' not in await text_of(reader, "/help/en/returns")


async def test_a_long_category_has_pages(reader: httpx.AsyncClient, database: Database, publish: Publish) -> None:
    database.write_now(many_articles, 103)
    page = await text_of(reader, "/help/en/topics/many")
    assert 'href="/help/en/topics/many?page=2"' in page
    assert "Article 102" not in page
    assert "Article 102" in await text_of(reader, "/help/en/topics/many?page=2")
    assert (await reader.get("/help/en/topics/many?page=3")).status_code == 404
    assert len((await text_of(reader, "/help")).encode()) < 50 * 1024


def many_articles(connection: Connection, count: int) -> None:
    now = datetime(2030, 3, 4, tzinfo=UTC)
    for number in range(count):
        content = Content(f"Article {number:03}", "Text.", category="Many")
        record = service.create(connection, content, "Edith", now)
        service.publish(connection, record.id, record.version, "Edith", now)


async def test_each_language_has_its_articles_and_a_way_to_the_others(
    reader: httpx.AsyncClient, publish: Publish
) -> None:
    await publish(title="Returns")
    await publish(title="Delivery")
    await publish(title="إرجاع", locale="ar")
    page = await text_of(reader, "/help", **{"Accept-Language": "ar-EG, en;q=0.5"})
    assert '<html lang="ar" dir="rtl">' in page
    assert "إرجاع" in page
    assert "Returns" not in page
    assert '<link rel="alternate" hreflang="en" href="https://baton.example/help/en/">' in page
    assert '<link rel="alternate" hreflang="x-default" href="https://baton.example/help">' in page
    assert re.search(r'<a href="/help/en/" lang="en" hreflang="en" dir="ltr">English</a>', page)
    german = await text_of(reader, "/help", **{"Accept-Language": "de"})
    assert '<html lang="de" dir="ltr">' in german
    assert re.search(r'<a href="/help/en/returns" lang="en" hreflang="en" dir="ltr">Returns</a>', german)


async def test_an_article_says_when_it_changed_and_what_is_on_it(reader: httpx.AsyncClient, publish: Publish) -> None:
    await publish(title="Long", body=LONG, locale="de", category="Orders")
    page = await text_of(reader, "/help/de/long")
    assert re.search(r'Zuletzt geändert am <time datetime="2030-03-04T[^"]*">4. März 2030</time>', page)
    assert re.findall(r'<li><a href="#(part-\d)">Part \d</a></li>', page) == [f"part-{n}" for n in range(1, 5)]
    assert page.count('id="part-2"') == 1
    assert '<a href="/help/de/topics/orders">Orders</a>' in page
    await publish(title="Short", body="## One\n\nA.\n\n## Two\n\nB.\n\n## Three\n\nC.")
    assert "On this page" not in await text_of(reader, "/help/en/short")


async def test_the_pages_own_heading_is_the_only_one_of_its_level(reader: httpx.AsyncClient, publish: Publish) -> None:
    await publish(title="Bells", body="# Bells\n\n## Ringing\n\nLoud.")
    page = await text_of(reader, "/help/en/bells")
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert '<h3 id="ringing">Ringing</h3>' in page


async def test_a_table_scrolls_in_a_frame_that_the_keyboard_reaches(
    reader: httpx.AsyncClient, publish: Publish
) -> None:
    await publish(title="Prices", body="| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode <b>\n```")
    page = await text_of(reader, "/help/en/prices")
    assert re.search(
        r'<div class="table" role="region" tabindex="0" aria-label="Table"><table>.*?</table>\s*</div>', page, re.DOTALL
    )
    assert '<pre role="region" tabindex="0" aria-label="Code"><code>code &lt;b&gt;' in page


async def test_links_between_articles_lead_to_readable_addresses(reader: httpx.AsyncClient, publish: Publish) -> None:
    other = await publish(title="Delivery")
    await publish(title="Returns", body=f"[How](/help/{other['id']}#part) and [gone](/help/gone).")
    page = await text_of(reader, "/help/en/returns")
    assert 'href="/help/en/delivery#part"' in page
    assert 'href="/help/gone"' in page
    await publish(other, title="Shipping")
    assert 'href="/help/en/shipping#part"' in await text_of(reader, "/help/en/returns")


async def test_related_articles_are_near_in_meaning_or_else_in_the_category(
    reader: httpx.AsyncClient, database: Database, publish: Publish
) -> None:
    first = await publish(title="Returns", category="Orders")
    await publish(title="Delivery", category="Orders")
    far = await publish(title="Bells", category="Parts")
    arabic = await publish(title="إرجاع", locale="ar")
    page = await text_of(reader, "/help/en/returns")
    assert page.index("Related articles") < page.index(">Delivery</a>")
    database.write_now(store_related, {first["id"]: [arabic["id"], far["id"], "unknown"], "unknown": ["x"]})
    page = await text_of(reader, "/help/en/returns")
    assert ">Bells</a>" in page
    assert ">Delivery</a>" not in page
    assert "إرجاع" not in page.partition("Related articles")[2]


async def test_search_engines_learn_what_a_page_is(
    reader: httpx.AsyncClient, centre: HelpCentre, publish: Publish
) -> None:
    centre.look = replace(centre.look, logo="/company/logo?v=1")
    await publish(title="Returns", body="Within **30** days.", category="Orders")
    await publish(title="Is it free?", body="Yes, for a year.")
    page = await text_of(reader, "/help/en/returns")
    for tag in (
        '<meta name="description" content="Within 30 days.">',
        '<meta property="og:type" content="article">',
        '<meta property="og:url" content="https://baton.example/help/en/returns">',
        '<meta property="og:image" content="https://baton.example/company/logo?v=1">',
        '<link rel="icon" href="/company/logo?v=1">',
    ):
        assert tag in page
    article, way = structured(page)
    assert (article["@type"], article["headline"], article["publisher"]["name"]) == (
        "Article",
        "Returns",
        "Wren & Wheel",
    )
    assert [step["name"] for step in way["itemListElement"]] == ["Help", "Orders", "Returns"]
    question = structured(await text_of(reader, "/help/en/is-it-free"))[0]
    assert question["@type"] == "FAQPage"
    assert question["mainEntity"][0]["acceptedAnswer"]["text"] == "Yes, for a year."


async def test_an_article_of_questions_is_an_faq_and_only_then(reader: httpx.AsyncClient, publish: Publish) -> None:
    body = "In short.\n\n## Is it **free**?\n\nYes.\n\n### For whom\n\nFor all.\n\n## How long?\n\nA year."
    await publish(title="The first service", body=body)
    faq = structured(await text_of(reader, "/help/en/the-first-service"))[0]
    assert faq["@type"] == "FAQPage"
    assert [(each["name"], each["acceptedAnswer"]["text"]) for each in faq["mainEntity"]] == [
        ("Is it free?", "Yes. For all."),
        ("How long?", "A year."),
    ]
    assert faq["mainEntity"][0]["acceptedAnswer"]["url"] == "https://baton.example/help/en/the-first-service#is-it-free"
    for title, other in (("One statement", f"{body}\n\n## Where\n\nHere."), ("No answer", "## A?\n\n## B?\n\nB.")):
        await publish(title=title, body=other)
        page = await text_of(reader, f"/help/en/{title.lower().replace(' ', '-')}")
        assert structured(page)[0]["@type"] == "Article"


async def test_the_first_picture_is_shown_to_those_who_share_the_page(
    reader: httpx.AsyncClient, publish: Publish
) -> None:
    picture = f"/article-images/{'a1' * 16}.png"
    await publish(title="Label", body=f"Look.\n\n![The label]({picture})")
    page = await text_of(reader, "/help/en/label")
    assert f'<meta property="og:image" content="https://baton.example{picture}">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert structured(page)[0]["image"] == f"https://baton.example{picture}"
    await publish(title="Plain", body="![Elsewhere](https://example.com/x.png) Text.")
    assert "og:image" not in await text_of(reader, "/help/en/plain")


async def test_no_text_becomes_code_anywhere(reader: httpx.AsyncClient, centre: HelpCentre, publish: Publish) -> None:
    centre.look = replace(centre.look, company=ATTACK)
    article = await publish(
        title=ATTACK, body=f"# {ATTACK}\n\n{ATTACK}\n\n{LONG}\n\n```\n{ATTACK}\n```", category=ATTACK
    )
    centre.hits = [Hit(article["id"], ATTACK, ATTACK)]
    category = "/help/en/topics/script-script-alert-1-script-img-src-x-onerror-alert-1"
    asked = "/help?q=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E%22%27"
    for path in (f"/help/{article['id']}", "/help", category, asked):
        page = (await reader.get(path)).text
        assert "alert(1)" in page, path
        assert "<script>" not in page, path
        assert "<img src=x" not in page, path
        for data in structured(page):
            assert data["@context"] == "https://schema.org"


async def test_the_search_shows_what_was_found_or_says_that_nothing_was(
    reader: httpx.AsyncClient, centre: HelpCentre, publish: Publish
) -> None:
    article = await publish(title="Returns")
    await publish(title="Delivery")
    centre.hits = [Hit(article["id"], "How long", "You have **60 days**."), Hit("archived", "", "")]
    page = await text_of(reader, "/help/en/?q=%20send%00%20%20back")
    assert centre.asked == ["send back"]
    assert "Results for “send back”" in page
    assert '<a href="/help/en/returns">Returns</a>' in page
    assert "You have 60 days." in page
    assert 'value="send back"' in page
    assert '<meta name="robots" content="noindex">' in page
    centre.hits = []
    nothing = await text_of(reader, "/help?q=x")
    assert "Nothing found for “x”" in nothing
    assert ">Delivery</a>" in nothing
    assert "Nothing found" not in await text_of(reader, "/help?q=%20")


async def test_without_the_search_readers_get_the_topics(
    reader: httpx.AsyncClient, centre: HelpCentre, publish: Publish
) -> None:
    await publish(title="Delivery")
    centre.hits = None
    down = await reader.get("/help?q=x")
    assert (down.status_code, ">Delivery</a>" in down.text) == (503, True)
    centre.busy = True
    often = await reader.get("/help?q=x")
    assert (often.status_code, often.headers["Retry-After"], ">Delivery</a>" in often.text) == (429, "7", True)


async def test_the_company_shows_in_name_logo_colour_and_chat(
    reader: httpx.AsyncClient, centre: HelpCentre, publish: Publish
) -> None:
    await publish()
    page = await text_of(reader, "/help")
    assert "/widget.js" not in page
    centre.look = replace(centre.look, company="Heron", accent="#ffee00", logo="/company/logo?v=2", widget=True)
    page = await text_of(reader, "/help")
    assert '<img src="/company/logo?v=2" alt="" height="32"><bdi>Heron</bdi>' in page
    assert '<script src="/widget.js" data-locale="en" async></script>' in page
    style = re.search(r'href="(/help\.css\?v=\w+)"', page)
    assert style is not None
    assert "--band: #ffee00; --on-band: #000000" in (await reader.get(style[1])).text
    assert (await reader.get("/help.svg")).headers["content-type"] == "image/svg+xml"


async def test_engines_find_all_pages_and_no_others(
    reader: httpx.AsyncClient, editor: httpx.AsyncClient, publish: Publish
) -> None:
    await publish(title="Returns & more", category="Orders")
    await editor.post("/articles", json={"title": "Draft", "body": "Soon."})
    rules = (await reader.get("/robots.txt")).text
    assert "Disallow: /api/" in rules
    assert "Sitemap: https://baton.example/sitemap.xml" in rules
    listed = await reader.get("/sitemap.xml")
    assert listed.headers["content-type"].startswith("application/xml")
    assert re.findall(r"<loc>https://baton.example(.*?)</loc>", listed.text) == [
        "/help",
        "/help/en/",
        "/help/en/topics/orders",
        "/help/en/returns-more",
    ]
    assert "<lastmod>2030-03-04</lastmod>" in listed.text
