"""Follow-ups: when does a message need what was said before it, and how is it then read.

"And how long does that take?" finds nothing alone. But a message that stands alone must not be bent towards the
previous topic, least of all when nothing answers it: then the previous article would be repeated with confidence. So
the earlier message is read along only when the message itself asks for it, by a word that points back, by opening
as a continuation, or by having almost no content.
"""

import re
from collections.abc import Sequence

from knowledge_base.lexical import content_words

_OPENS_AS_CONTINUATION = re.compile(
    r"^\W*(and|but|or|so|also|ok(ay)?|what if|what about|how about|same (for|with)|what else|why not|until when|"
    r"since when|for how long|how long|how much|how many|how often|which one|even|only|except|in that case|then)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(it|its|that|this|those|these|they|them|there|one|ones|such|same|either|both|instead|otherwise|then)\b",
    re.IGNORECASE,
)
POINTING_WORDS_MOST = 4  # with more content words of its own, "it" points within the message
OPENING_WORDS_MOST = 4
BARE_WORDS_MOST = 1
SAID_CHARACTERS = 200  # what was said is longer only in the bot's quotations, which would drown the message


def needs_context(text: str) -> bool:
    """Whether the message, by its own form, continues the one before."""
    content = len(content_words(text))
    if _OPENS_AS_CONTINUATION.search(text):
        return content <= OPENING_WORDS_MOST
    if _POINTS_BACK.search(text):
        return content <= POINTING_WORDS_MOST
    return content <= BARE_WORDS_MOST


def in_context(text: str, earlier: Sequence[str]) -> str | None:
    """The message with the last one that had content before it; None where it stands alone."""
    if not needs_context(text):
        return None
    said = [before.strip() for before in earlier if len(content_words(before)) > BARE_WORDS_MOST]
    short = [before for before in said if len(before) <= SAID_CHARACTERS]
    if not said:
        return None
    before = short[-1] if short else said[-1][:SAID_CHARACTERS]
    return f"{before} {text.strip()}"
