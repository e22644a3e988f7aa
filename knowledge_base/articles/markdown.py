"""Article text to HTML that cannot do anything: the one place where Markdown becomes a page.

Raw HTML is shown as text, images are off (they would tell a third party who reads what), and links go to http, https
and mail addresses alone, without a referrer and without a vote for the target.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

_ALLOWED_LINK = re.compile(r"^(?:https?://|mailto:)", re.IGNORECASE)


def to_html(markdown: str) -> str:
    """Safe HTML of an article's body."""
    rendered: str = _renderer().render(markdown)
    return rendered


@cache
def _renderer() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table").disable(["image", "lheading"])
    parser.validateLink = lambda url: bool(_ALLOWED_LINK.match(url.strip()))  # type: ignore[method-assign]
    parser.add_render_rule("link_open", _link_open)
    return parser


def _link_open(renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, _env: Any) -> str:
    tokens[place].attrSet("rel", "noopener nofollow noreferrer")
    tokens[place].attrSet("target", "_blank")
    return renderer.renderToken(tokens, place, options, {})
