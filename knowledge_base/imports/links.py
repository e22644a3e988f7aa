"""Links in imported articles: to another imported article they lead to it here; what would lead nowhere is text.

A picture that came along has an address here. Any other is on a machine that readers cannot or should not ask, so it is
replaced by its description.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote, urlsplit

_FENCED = re.compile(r"(^ {0,3}(?:```|~~~)[^\n]*\n.*?^ {0,3}(?:```|~~~)[^\n]*$)", re.DOTALL | re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\]\(([^()\s]{1,2000})(?:\s+\"[^\"]{0,500}\")?\)")
_LINK = re.compile(r"(?<!!)\[([^\[\]]{1,1000})\]\(\s*<?([^()\s<>]{1,2000})>?(?:\s+\"[^\"]{0,500}\")?\s*\)")
_OWN_PICTURE = re.compile(r"/article-images/[0-9a-f]{32}\.(?:png|jpg)")
_STAYS = re.compile(r"^(?:https?://|mailto:|tel:|/help/)", re.IGNORECASE)


class Targets:
    """Where the drafts of an import were, and so what a link to such a place means."""

    def __init__(self, drafts: Iterable[tuple[str, str | None, str]]) -> None:
        self._by_path: dict[str, str] = {}
        self._by_address: dict[str, str] = {}
        for path, address, article_id in drafts:
            for name in {path, posixpath.splitext(path)[0]}:
                self._by_path.setdefault(_plain(name), article_id)
            if posixpath.splitext(posixpath.basename(path))[0].lower() in ("index", "readme"):
                self._by_path.setdefault(_plain(posixpath.dirname(path)), article_id)
            if address:
                self._by_address.setdefault(_same(address), article_id)

    def find(self, target: str, path: str) -> str | None:
        """The article that a link in the file `path` leads to."""
        if re.match(r"^https?://", target, re.IGNORECASE):
            return self._by_address.get(_same(target))
        place = unquote(target.split("#", 1)[0].split("?", 1)[0])
        if not place:
            return None
        base = "" if place.startswith("/") else posixpath.dirname(path)
        name = _plain(posixpath.normpath(posixpath.join(base, place.lstrip("/"))))
        return self._by_path.get(name) or self._by_path.get(posixpath.splitext(name)[0])


def with_links(body: str, path: str, targets: Targets) -> str:
    """The text with its links put right; code stays as it is."""

    def link(found: re.Match[str]) -> str:
        text, target = found[1], found[2]
        if (article_id := targets.find(target, path)) is not None:
            return f"[{text}](/help/{quote(article_id)})"
        return found[0] if _STAYS.match(target) else text

    def picture(found: re.Match[str]) -> str:
        return found[0] if _OWN_PICTURE.fullmatch(found[2]) else found[1]

    parts = _FENCED.split(body)
    for place in range(0, len(parts), 2):
        parts[place] = _LINK.sub(link, _IMAGE.sub(picture, parts[place]))
    return "".join(parts)


def pictures_in(body: str) -> list[str]:
    """The addresses of the text's pictures, each once; code has none."""
    texts = _FENCED.split(body)[::2]
    return list(dict.fromkeys(found[2] for text in texts for found in _IMAGE.finditer(text)))


def own_pictures_in(body: str) -> list[str]:
    """Those of them that Baton keeps."""
    return [address for address in pictures_in(body) if _OWN_PICTURE.fullmatch(address)]


def with_pictures_at(body: str, places: Mapping[str, str]) -> str:
    """The text with its pictures at other addresses, as far as these are known."""

    def moved(found: re.Match[str]) -> str:
        place = places.get(found[2])
        return found[0] if place is None else f"![{found[1]}]({place})"

    parts = _FENCED.split(body)
    for place in range(0, len(parts), 2):
        parts[place] = _IMAGE.sub(moved, parts[place])
    return "".join(parts)


def _plain(path: str) -> str:
    return path.strip("/").lower()


def _same(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.netloc.lower()}{unquote(parts.path).rstrip('/')}?{parts.query}"
