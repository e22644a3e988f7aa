"""Articles become HTML without holding anybody up: each once, large ones in a process that is ended in time."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from knowledge_base.help.article_html import Labels, article_html
from knowledge_base.help.kept import Kept
from knowledge_base.help.rendering import LARGE, Renderer

LABELS = Labels("Table", "Code")
LISTS = "\n".join(f"{'  ' * (number % 500)}- point {number}" for number in range(1_000))
HEADINGS = "\n\n".join(f"# Heading {number}\n\ntext" for number in range(10_000))


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as threads:
        yield threads


@pytest.mark.parametrize("body", [HEADINGS, LISTS * 2, "> " * 20_000 + "deep", "<b>\x0b\u2028" * 10_000])
async def test_a_large_article_is_made_apart_and_comes_out_the_same(threads: ThreadPoolExecutor, body: str) -> None:
    assert len(body) > LARGE
    made = await Renderer(threads).article("a", 1, body, "en", LABELS)
    assert made == article_html(body, "en", LABELS)


async def test_an_article_that_takes_too_long_is_shown_as_it_was_written(threads: ThreadPoolExecutor) -> None:
    made = await Renderer(threads, longest_seconds=0.01).article("a", 1, "<b>*x*</b> " * LARGE, "en", LABELS)
    assert made.html.startswith('<pre class="plain" tabindex="0">&lt;b&gt;*x*&lt;/b&gt;')
    assert made.headings == ()


def test_a_description_is_the_text_without_its_headings_and_marks() -> None:
    body = (
        "# Prices\n\nAll *without* tax.\nSee [here](https://x.example).\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\n- x\n"
    )
    assert article_html(body, "en", LABELS).summary == "All without tax. See here. a · b; 1 · 2; x"


async def test_ten_thousand_headings_get_ten_thousand_anchors() -> None:
    made = article_html("# Same\n\n" * 10_000, "en", LABELS)
    assert len({heading.anchor for heading in made.headings}) == 10_000


async def test_many_readers_wait_for_one_making_and_a_reader_who_leaves_does_not_stop_it() -> None:
    kept: Kept[str, str] = Kept(100, len)
    go, made = asyncio.Event(), 0

    async def make() -> str:
        nonlocal made
        made += 1
        await go.wait()
        return "page"

    readers = [asyncio.create_task(kept.get("a", make)) for _ in range(5)]
    await asyncio.sleep(0)
    readers[0].cancel()
    go.set()
    answers = await asyncio.gather(*readers, return_exceptions=True)
    assert [type(answers[0]), *answers[1:]] == [asyncio.CancelledError, *["page"] * 4]
    assert await kept.get("a", make) == "page"
    assert made == 1


async def test_what_is_kept_is_bounded_and_a_failure_is_not_kept() -> None:
    kept: Kept[int, str] = Kept(100, len)

    async def page(size: int) -> str:
        return "x" * size

    async def fails() -> str:
        raise ValueError("no page")

    for number in range(10):
        assert len(await kept.get(number, lambda: page(30))) == 30
    assert len(kept) == 3
    assert len(await kept.get(10, lambda: page(101))) == 101
    assert len(kept) == 3
    with pytest.raises(ValueError, match="no page"):
        await kept.get(11, fails)
    assert len(await kept.get(11, lambda: page(5))) == 5
