"""Whether a reply contains the facts that it must: checks what customers read, by words that nobody here chose."""

import re
from collections.abc import Sequence

_MARKS = re.compile(r"[*_`#|>~\\]|\s|-{3,}")


def holds(text: str, must: Sequence[Sequence[str]], must_not: Sequence[str] = ()) -> bool:
    """Whether the text has an alternative of each group, and nothing from `must_not`.

    Case, Markdown and white space make no difference.
    """
    read = _bare(text)
    return all(any(_bare(fact) in read for fact in group) for group in must) and not any(
        _bare(fact) in read for fact in must_not
    )


def _bare(text: str) -> str:
    return _MARKS.sub("", text.casefold())
