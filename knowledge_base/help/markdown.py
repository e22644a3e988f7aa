"""Article text to HTML that cannot do anything: the one place where Markdown becomes a page.

Raw HTML is shown as text. Pictures are only those that editors uploaded; others would tell a third party who reads
what, and stay links. Links go only to web pages, mail addresses, phone numbers, other articles and headings, without a
referrer, and search engines are told not to count them.
Addresses and numbers in plain text are linked too. The browser has the same rules in `frontend/shared/markdown/`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from knowledge_base.help.bare_links import link_parts

_ALLOWED_LINK = re.compile(r"^(?:https?://|mailto:|tel:|/help/[^/]|#[^\s#])", re.IGNORECASE)
_OWN_IMAGE = re.compile(r"^/article-images/[0-9a-f]{32}\.(?:png|jpg)$")
_WEB = re.compile(r"^https?://", re.IGNORECASE)


def to_html(markdown: str) -> str:
    """Safe HTML of an article's body."""
    return render(parse(markdown))


def parse(markdown: str) -> list[Token]:
    """The text's blocks, for a page that adds something of its own to them."""
    return _renderer().parse(markdown)


def render(tokens: Sequence[Token]) -> str:
    rendered: str = _renderer().renderer.render(tokens, _renderer().options, {})
    return rendered


@cache
def _renderer() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table").disable(["lheading"])
    parser.validateLink = lambda url: bool(_ALLOWED_LINK.match(url.strip()) or _OWN_IMAGE.match(url))  # type: ignore[method-assign]
    parser.core.ruler.push("bare_links", _link_bare_addresses)
    parser.add_render_rule("link_open", _link_open)
    return parser


def _link_bare_addresses(state: StateCore) -> None:
    for token in state.tokens:
        if token.children:
            token.children = list(_with_bare_links(token.children))


def _with_bare_links(tokens: Sequence[Token]) -> Iterator[Token]:
    in_link = 0
    for token in tokens:
        in_link += token.nesting if token.tag == "a" else 0
        if token.type == "image":
            yield from _image(token)
            continue
        if token.type != "text" or in_link:
            yield token
            continue
        for text, address in link_parts(token.content):
            content = Token("text", "", 0, content=text)
            if address is None:
                yield content
            else:
                yield from (Token("link_open", "a", 1, {"href": address}), content, Token("link_close", "a", -1))


def _image(token: Token) -> Iterator[Token]:
    """A picture of our own; another one is a link to it, behind an exclamation mark, as if pictures were unknown."""
    address = str(token.attrGet("src"))
    if _OWN_IMAGE.match(address):
        token.attrSet("loading", "lazy")
        yield token
        return
    yield Token("text", "", 0, content="!")
    yield from (Token("link_open", "a", 1, {"href": address}), *(token.children or ()), Token("link_close", "a", -1))


def _link_open(renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, _env: Any) -> str:
    tokens[place].attrSet("rel", "noopener nofollow noreferrer")
    tokens[place].attrSet("dir", "auto")  # a phone number reads from left to right in an Arabic sentence
    if _WEB.match(str(tokens[place].attrGet("href"))):
        tokens[place].attrSet("target", "_blank")
    return renderer.renderToken(tokens, place, options, {})
