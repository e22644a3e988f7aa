"""Follow-ups: when a message needs what was said before it, and how it is then read.

"And how long does that take?" finds nothing alone. But a message that stands alone must not be pulled towards the
previous topic, least of all when nothing answers it: the bot would then repeat the previous article with confidence. So
the earlier message is added only in two cases. One: the message itself asks for it, by a word that points back, by
opening as a continuation, or by having almost no content. Two: it is short and nothing answers it alone. What is added
is the title of the article that was just quoted: it names the topic, while the customer's earlier words also ask what
is already answered.
"""

import re
from collections.abc import Callable, Sequence

from knowledge_base.text.words import content_words

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
SHORT_WORDS_MOST = 6
SAID_CHARACTERS = 200  # only the bot's quotations are longer than this, and they would drown the message

TitleOf = Callable[[str], str | None]  # the title of the article that a message quotes; None if it quotes none


def needs_context(text: str) -> bool:
    """Whether the message continues the one before, judged by its own form."""
    content = len(content_words(text))
    if _OPENS_AS_CONTINUATION.search(text):
        return content <= OPENING_WORDS_MOST
    if _POINTS_BACK.search(text):
        return content <= POINTING_WORDS_MOST
    return content <= BARE_WORDS_MOST


def may_need_context(text: str) -> bool:
    """Whether the message is so short that it may continue the one before, even if its form does not say so."""
    return len(content_words(text)) <= SHORT_WORDS_MOST


def in_context(text: str, earlier: Sequence[str], title_of: TitleOf, *, unsure: bool = False) -> str | None:
    """The message with the topic before it; None if it stands alone. `unsure`: alone, nothing answers it well."""
    if not (needs_context(text) or (unsure and may_need_context(text))):
        return None
    topic = topic_of(earlier, title_of)
    return None if topic is None else f"{topic} {text.strip()}"


def topic_of(earlier: Sequence[str], title_of: TitleOf) -> str | None:
    """The current topic: the title of the article just quoted, or else the last message that had content.

    The message right after a quotation is the customer's: if it starts a new topic, the quotation no longer counts.
    """
    titles = [title_of(said) for said in earlier]
    last = max((place for place, title in enumerate(titles) if title is not None), default=None)
    if last is None:
        return _last_said(earlier)
    answered = earlier[last + 1] if last + 1 < len(earlier) else ""
    if len(content_words(answered)) > BARE_WORDS_MOST and not needs_context(answered):
        return _last_said(earlier[last + 1 : last + 2])
    return f"{titles[last]}."


def _last_said(earlier: Sequence[str]) -> str | None:
    said = [before.strip() for before in earlier if len(content_words(before)) > BARE_WORDS_MOST]
    short = [before for before in said if len(before) <= SAID_CHARACTERS]
    if not said:
        return None
    return short[-1] if short else said[-1][:SAID_CHARACTERS]
