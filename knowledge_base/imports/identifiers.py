"""The identifier of each draft: the same every time the same source is read.

The source's own identifier comes first. Without one it is made from the file's name, or from more of its path if
another file has that name too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from knowledge_base.articles.limits import LONGEST_ID, Fault, cleaned, fault_of, fault_of_id, id_from
from knowledge_base.imports.found import Draft, Found, Refusal
from knowledge_base.imports.links import Targets, with_links

_SAYS_NOTHING = frozenset({"index", "readme", "default", "home"})


@dataclass(frozen=True, slots=True)
class Identified:
    """A draft that may become an article: its words are within the limits."""

    article_id: str
    draft: Draft


def identified(found: Iterable[Found]) -> list[Identified | Refusal]:
    """Each draft with its identifier, or why it has none; in the order of the source."""
    rows = [one if isinstance(one, Refusal) else replace(one, content=cleaned(one.content)) for one in found]
    taken: dict[str, str] = {}
    named = [row if isinstance(row, Refusal) else _named(row, taken) for row in rows]
    return list(_linked(named))


def _named(draft: Draft, taken: dict[str, str]) -> Identified | Refusal:
    if draft.given_id is not None:
        article_id = draft.given_id
    else:
        wishes = list(_wishes(draft))
        article_id = next((wish for wish in wishes if wish not in taken), wishes[0])
    if fault := fault_of_id(article_id):
        return Refusal(draft.path, f"id_{fault.code}", f"the id {_shown(article_id)} {fault.message}")
    if article_id in taken:
        return Refusal(draft.path, "duplicate_id", f"the id {article_id} is already used by {taken[article_id]}")
    taken[article_id] = draft.path
    return Identified(article_id, draft)


def _wishes(draft: Draft) -> Iterator[str]:
    """Identifiers in the order of preference; never none."""
    if re.search(r":\d+$", draft.path):  # a row of a table has no name of its own
        yield id_from(draft.content.title.lower()) or "article"
        return
    path = PurePosixPath(draft.path)
    is_file = draft.address is None or path.suffix.lower() in (".html", ".htm", ".php", ".aspx")
    stem = path.stem if is_file else path.name
    if stem.lower() not in _SAYS_NOTHING:
        yield id_from(stem) or stem
    if path.parent.name:
        yield id_from("-".join([*(part for part in path.parent.parts if part != "/"), stem])[-LONGEST_ID:])
    yield id_from(stem) or stem


def _linked(rows: list[Identified | Refusal]) -> Iterator[Identified | Refusal]:
    drafts = [row for row in rows if isinstance(row, Identified)]
    targets = Targets([(row.draft.path, row.draft.address, row.article_id) for row in drafts])
    for row in rows:
        if isinstance(row, Refusal):
            yield row
            continue
        content = replace(row.draft.content, body=with_links(row.draft.content.body, row.draft.path, targets))
        content = cleaned(content)
        if not content.body:
            yield Refusal(row.draft.path, "no_text", "the article has no text")
        elif fault := fault_of(content):
            yield Refusal(row.draft.path, _code(fault), f"{fault.field} {fault.message}")
        else:
            yield replace(row, draft=replace(row.draft, content=content))


def _code(fault: Fault) -> str:
    return fault.code if fault.field == "body" else f"{fault.field.split('.')[0]}_{fault.code}"


def _shown(article_id: str) -> str:
    return repr(article_id if len(article_id) <= LONGEST_ID else f"{article_id[:LONGEST_ID]}…")
