"""Finds web addresses, mail addresses and international phone numbers in plain text, so that a page can link them.

The browser finds the same ones in `frontend/shared/links.ts`; `tests/fixtures/markdown.json` keeps the two in step.
Every repetition is bounded, so time grows only with the length of the text.
"""

import re
from collections.abc import Iterator

_CANDIDATE = re.compile(
    r"https?://[^\s<>\"'`|]{1,2000}"
    r"|[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}"
    r"|\+[0-9](?:[ ().\-/\u00a0]{0,2}[0-9]){7,14}"
)
_NAMES_A_HOST = re.compile(r"https?://[^/?#]")
_ENDS_A_SENTENCE = "*_.,;:!?…"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def link_parts(text: str) -> Iterator[tuple[str, str | None]]:
    """The text in order, split where a link begins and ends, each part with its link target."""
    done = 0
    for found in _CANDIDATE.finditer(text):
        start = found.start()
        if start < done or _is_inside_word(text, start):
            continue
        link = _link_from(found.group(), text[found.end() : found.end() + 1])
        if link is None:
            continue
        if start > done:
            yield text[done:start], None
        yield link
        done = start + len(link[0])
    if done < len(text):
        yield text[done:], None


def _is_inside_word(text: str, start: int) -> bool:
    return start > 0 and (text[start - 1].isalnum() or text[start - 1] in "@+")


def _link_from(found: str, following: str) -> tuple[str, str] | None:
    if found.startswith("+"):
        digits = re.sub(r"[^0-9]", "", found.replace("(0)", ""))
        return None if following.isalnum() else (found, f"tel:+{digits}")
    if "://" not in found:
        return found, f"mailto:{found}"
    address = _without_sentence_end(found)
    return (address, address) if _NAMES_A_HOST.match(address) else None


def _without_sentence_end(address: str) -> str:
    """A full stop after an address ends the sentence; a closing bracket belongs to the address only if opened in it."""
    while address:
        last = address[-1]
        opening = _PAIRS.get(last)
        closes_outside = opening is not None and address.count(last) > address.count(opening)
        if not closes_outside and last not in _ENDS_A_SENTENCE:
            break
        address = address[:-1]
    return address
