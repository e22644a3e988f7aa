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

from knowledge_base.text.english import FOREIGN_FUNCTION_WORDS, is_english
from knowledge_base.text.words import content_words

_OPENS_AS_CONTINUATION = re.compile(
    r"^\W*(and|but|or|so|also|ok(ay)?|what if|what about|how about|same (for|with)|what else|why not|until when|"
    r"since when|for how long|how long|how much|how many|how often|which one|even|only|except|in that case|then|"
    r"und|aber|oder|auch|was ist mit|wie lange|wie viel|bis wann|en|maar|of|ook|hoe zit het met|hoe lang|hoeveel|"
    r"et|mais|ou|et pour|combien|jusqu'à quand|y|pero|o|también|cuánto|hasta cuándo|e|ma|anche|mas|também)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(it|its|that|this|those|these|they|them|there|one|ones|such|same|either|both|instead|otherwise|then|"
    r"das|es|dies|diese[rsnm]?|davon|dafür|damit|dort|dann|dat|dit|deze|daar|daarvoor|ermee|dan|ça|cela|celui|celle|"
    r"ceux|y|là|eso|esto|ese|esa|ello|allí|entonces|questo|quello|isso|isto)\b",
    re.IGNORECASE,
)
POINTING_WORDS_MOST = 4  # with more content words of its own, "it" points within the message
OPENING_WORDS_MOST = 4
BOTH_WORDS_MOST = 7  # if it opens as a continuation and points back, too
BARE_WORDS_MOST = 1
SHORT_WORDS_MOST = 6
SAID_CHARACTERS = 200  # only the bot's quotations are longer than this, and they would drown the message

TitleOf = Callable[[str], str | None]  # the title of the article that a message quotes; None if it quotes none


def needs_context(text: str) -> bool:
    """Whether the message continues the one before, judged by its own form."""
    content = _content(text)
    if _OPENS_AS_CONTINUATION.search(text):
        return content <= (BOTH_WORDS_MOST if _POINTS_BACK.search(text) else OPENING_WORDS_MOST)
    if _POINTS_BACK.search(text):
        return content <= POINTING_WORDS_MOST
    return content <= BARE_WORDS_MOST


def may_need_context(text: str) -> bool:
    """Whether the message is so short that it may continue the one before, even if its form does not say so."""
    return _content(text) <= SHORT_WORDS_MOST


def _content(text: str) -> int:
    """The number of words that carry meaning, in whatever language."""
    found = content_words(text)
    return len(found) if is_english(text) else sum(word not in FOREIGN_FUNCTION_WORDS for word in found)


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
    if _content(answered) > BARE_WORDS_MOST and not needs_context(answered):
        return _last_said(earlier[last + 1 : last + 2])
    return f"{titles[last]}."


def _last_said(earlier: Sequence[str]) -> str | None:
    said = [before.strip() for before in earlier if _content(before) > BARE_WORDS_MOST]
    short = [before for before in said if len(before) <= SAID_CHARACTERS]
    if not said:
        return None
    return short[-1] if short else said[-1][:SAID_CHARACTERS]
