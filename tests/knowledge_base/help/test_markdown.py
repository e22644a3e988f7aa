"""An article becomes a page on which nothing can run."""

import json

import pytest

from knowledge_base.help.markdown import to_html
from tests.fixtures.markdown_outline import MARKDOWN_CASES, outline


@pytest.mark.parametrize("case", json.loads(MARKDOWN_CASES.read_text(encoding="utf-8")), ids=lambda case: case["name"])
def test_the_help_page_reads_markdown_as_the_browser_does(case: dict[str, str]) -> None:
    assert outline(to_html(case["markdown"])) == case["outline"]


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "![x](https://tracker.example/pixel.png)",
        "[x](vbscript:x)",
        "<a href='javascript:alert(1)'>x</a>",
    ],
)
def test_nothing_in_an_article_can_run_or_call_home(attack: str) -> None:
    html = to_html(attack).lower()
    for live in ("<script", "<img", 'href="javascript', 'href="data', 'href="vbscript', "<a href='"):
        assert live not in html


def test_links_go_out_without_a_referrer_or_a_vote() -> None:
    html = to_html("[shop](https://example.com/a?b=1&c=2)")
    assert 'href="https://example.com/a?b=1&amp;c=2"' in html
    assert 'rel="noopener nofollow noreferrer"' in html
    assert 'target="_blank"' in html
    assert "target" not in to_html("<help@example.com>")


def test_a_link_to_one_of_our_own_articles_stays_a_text_without_address() -> None:
    assert "<a" not in to_html("[x](/api/v1/me)")


def test_tables_and_steps_are_kept() -> None:
    html = to_html("1. one\n2. two\n\n| a | b |\n|---|---|\n| c | d |")
    assert "<ol>" in html
    assert "<table>" in html


def test_deep_nesting_is_rendered_in_time() -> None:
    assert to_html(">" * 5000 + " deep")
    assert to_html("- " * 2000 + "deep")
    assert to_html("a@b." * 60_000 + "+1" * 100_000)
    assert to_html("https://x.example/" + ")" * 200_000)
    assert to_html("\n".join(f"# heading {number}" for number in range(10_000)))
