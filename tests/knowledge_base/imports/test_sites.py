"""A site is read from a page or a sitemap: within the site, within limits, and never inside a private network."""

import socket

import pytest

from kit.web.public_addresses import is_public
from knowledge_base.imports.found import Draft, Found, SourceRefused
from knowledge_base.sites import crawling
from knowledge_base.sites.addresses import check_address
from knowledge_base.sites.crawling import read_site
from tests.knowledge_base.imports.served_site import page, served

HERE = ("127.0.0.1",)
LONG = "a text that is long enough to be the text of an article in a help centre"


def titles(found: list[Found]) -> list[str]:
    return sorted(one.content.title for one in found if isinstance(one, Draft))


def test_a_site_is_followed_from_one_page_and_no_page_is_read_twice() -> None:
    pages = {
        "/help/": page("All", "", "a", "b?session=1", "/other/c", "missing", "https://elsewhere.example/x"),
        "/help/a": page("A", f"A: {LONG}", "b", "/help/", "a#part", "out"),
        "/help/b?session=1": page("B", f"B: {LONG}", "b?session=2", head='<link rel="canonical" href="/help/b">'),
        "/help/b?session=2": page("B", f"B: {LONG}", "a", head='<link rel="canonical" href="/help/b">'),
        "/help/b": page("B", f"B: {LONG}", "private/d"),
        "/help/private/d": page("D", f"D: {LONG}"),
        "/help/out": "https://elsewhere.example/out",
        "/other/c": page("C", f"C: {LONG}"),
        "/robots.txt": "User-agent: *\nDisallow: /help/private/\n",
    }
    with served(pages) as site:
        found = read_site(f"{site.address}/help/", allowed=HERE)
    assert titles(found) == ["A", "B"]
    assert {one.code for one in found if not isinstance(one, Draft)} == {"no_text", "not_found"}
    assert len(site.asked) == len(set(site.asked))
    assert not {"/help/private/d", "/other/c"} & set(site.asked)


def test_sitemaps_may_name_one_another_in_a_circle() -> None:
    index = "<sitemapindex xmlns='x'><sitemap><loc>{site}/%s</loc></sitemap></sitemapindex>"
    listed = "<urlset><url><loc>{site}/a</loc></url><url><loc>https://elsewhere.example/b</loc></url></urlset>"
    pages = {
        "/sitemap.xml": index % "two.xml",
        "/two.xml": index % "sitemap.xml</loc></sitemap><sitemap><loc>{site}/three.xml",
        "/three.xml": listed,
        "/a": page("A", f"A: {LONG}", "not-listed"),
        "/not-listed": page("Not listed", f"N: {LONG}"),
        "/robots.txt": "Sitemap: {site}/sitemap.xml\n",
        "/": page("Start", ""),
    }
    with served(pages) as site:
        assert titles(read_site(f"{site.address}/sitemap.xml", allowed=HERE)) == ["A"]
        assert titles(read_site(f"{site.address}/", allowed=HERE)) == ["A"]
        assert "/not-listed" not in site.asked
        site.pages["/three.xml"] = "<!DOCTYPE x [<!ENTITY a 'b'>]><urlset><url><loc>{site}/&a;</loc></url></urlset>"
        with pytest.raises(SourceRefused, match="names no page"):
            read_site(f"{site.address}/sitemap.xml", allowed=HERE)


def test_a_site_without_an_end_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawling, "MOST_PAGES", 12)
    pages = {f"/{n}": page(f"Page {n}", f"{n}: {LONG}", *(f"{m}" for m in range(n, n + 4))) for n in range(60)}
    with served(pages) as site:
        found = read_site(f"{site.address}/0", allowed=HERE)
    assert len(titles(found)) == 12
    assert [one.code for one in found if not isinstance(one, Draft)] == ["site_limit"]


def test_a_site_that_lives_at_another_name_is_read_there() -> None:
    with served({"/": page("Start", "", "/a"), "/a": page("A", f"A: {LONG}")}) as site, served({}) as old:
        old.pages["/"] = f"{site.address}/"
        assert titles(read_site(f"{old.address}/", allowed=HERE)) == ["A"]
        assert old.asked == ["/robots.txt", "/"]


@pytest.mark.parametrize("target", ["/loop", "http://127.0.0.1:1/", "http://localhost:{port}/a"])
def test_redirects_are_checked_like_the_address_itself(target: str) -> None:
    with served({"/loop": "/loop"}) as site:
        site.pages["/go"] = target.replace("{port}", site.address.rpartition(":")[2])
        with pytest.raises(SourceRefused) as refused:
            read_site(f"{site.address}/go", allowed=HERE)
        assert refused.value.code in ("redirect_loop", "unreachable", "private_address")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://127.0.0.1:{port}/a", "private_address"),
        ("http://localhost:{port}/a", "private_address"),
        ("http://2130706433:{port}/a", "private_address"),
        ("http://0x7f.1:{port}/a", "private_address"),
        ("http://[::1]:{port}/a", "private_address"),
        ("http://[::ffff:127.0.0.1]:{port}/a", "private_address"),
        ("http://169.254.169.254/latest/meta-data", "private_address"),
        ("http://10.0.0.1/", "private_address"),
        ("ftp://example.com/", "bad_address"),
        ("http://[64:ff9b::7f00:1]:{port}/a", "private_address"),  # wraps 127.0.0.1
        ("file:///etc/passwd", "bad_address"),
        ("http://user:secret@example.com/", "bad_address"),
        ("http://example.com:port/", "bad_address"),
    ],
)
def test_nothing_in_a_private_network_is_read(address: str, code: str) -> None:
    with served({"/a": page("A", LONG)}) as site:
        with pytest.raises(SourceRefused) as refused:
            read_site(address.replace("{port}", site.address.rpartition(":")[2]))
        assert (refused.value.code, site.asked) == (code, [])


def test_a_name_that_means_a_private_number_is_not_read() -> None:
    with served({"/a": page("A", LONG)}) as site:
        name = socket.gethostname()
        check_address(f"http://{name}/")
        with pytest.raises(SourceRefused) as refused:
            read_site(f"{site.address.replace('127.0.0.1', name)}/a")
        assert refused.value.code in ("private_address", "unreachable")
        assert site.asked == []
    assert is_public("93.184.216.34")
    assert not is_public("100.64.0.1")
