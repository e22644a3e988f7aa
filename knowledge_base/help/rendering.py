"""Makes articles into HTML without holding up the event loop: small ones on a thread, large ones in a process.

Each version is made once and kept; what has not been read for longest goes first when there is no more room.
"""

import asyncio
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from html import escape
from pathlib import Path

import structlog

from knowledge_base.help.article_html import ArticleHtml, Labels, article_html
from knowledge_base.help.kept import Kept
from knowledge_base.help.render_process import read_made

LARGE = 32 * 1024
"""Characters; a thread needs less than a tenth of a second for fewer."""

LONGEST_SECONDS = 60.0
"""On a busy machine; the process itself has a limit of processor time."""

MOST_KEPT_BYTES = 16 * 1024 * 1024
ROOT = Path(__file__).resolve().parents[2]

log = structlog.get_logger(__name__)


class Renderer:
    """`threads` are the help pages' own: nobody else waits for one. Large articles are made one after another."""

    def __init__(self, threads: ThreadPoolExecutor, *, longest_seconds: float = LONGEST_SECONDS) -> None:
        self._threads = threads
        self._longest_seconds = longest_seconds
        self._kept: Kept[tuple[str, int], ArticleHtml] = Kept(MOST_KEPT_BYTES, lambda made: 2 * len(made.html) + 1_000)
        self._large = asyncio.Semaphore(1)

    async def article(self, article_id: str, version: int, body: str, locale: str, labels: Labels) -> ArticleHtml:
        """The version's HTML. An article that takes too long to make is shown as plain text."""
        return await self._kept.get((article_id, version), lambda: self._make(article_id, body, locale, labels))

    async def _make(self, article_id: str, body: str, locale: str, labels: Labels) -> ArticleHtml:
        if len(body) < LARGE:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, article_html, body, locale, labels)
        order = json.dumps({"markdown": body, "locale": locale, "labels": asdict(labels)}).encode("ascii")
        async with self._large:
            try:
                return await _in_a_process(order, self._longest_seconds)
            except (TimeoutError, ValueError, OSError) as error:
                log.warning("help.not_rendered", article_id=article_id, error=type(error).__name__)
        return ArticleHtml(f'<pre class="plain" tabindex="0">{escape(body)}</pre>', (), "", 0)


async def _in_a_process(order: bytes, seconds: float) -> ArticleHtml:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "knowledge_base.help.render_process",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=ROOT,
        env={"LC_ALL": "C.UTF-8"},
    )
    try:
        async with asyncio.timeout(seconds):
            output, _ = await process.communicate(order)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return await asyncio.to_thread(read_made, output)
