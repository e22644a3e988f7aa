"""Phrases about an order found before and about a return in progress: plain patterns, without Rasa.

Only the conversation knows which order "it" is; the words of a sentence show that it means "it" and not another order.
"""

from __future__ import annotations

import re

from bot.messages.form_values import words_of

# ruff: noqa: E501  (a pattern is easier to read on one line)

_IT = r"(?:it|that|this|them|those|these|that one|this one|that order|this order|the order|my order|the whole order|the parcel|the package|everything|the bike|the thing|the stuff)"
_ANOTHER = re.compile(
    r"\b(?:(?:an)?other|different|second|next|new|else|previous|earlier|last|older?|first) (?:\w+ )?(?:order|one|parcel|package|purchase|number|delivery)s?\b|\bothers\b|\b(?:(?:the|an?) other|another)\b(?! (?:reason|colou?r|size|shade|model))"
)
_CORRECTS = re.compile(
    r"^(?:(?:no|nope|sorry|not|wait|oh|oops|actually|i mean|i meant|please|that one|this one|it is|its|for) )*(?:the|my|a|an)?(?:other|another| other| different| second| next| last| previous)\b(?: \w+){0,3}$"
)
_SENT_BACK = re.compile(
    rf"\b(?:return|returning|send|sending|give|giving|bring|bringing|ship|shipping|hand|take) {_IT}(?: back)?\b|\b(?:send|sending|give|giving|bring|bringing|ship|shipping|take|taking) back {_IT}\b|\b(?:it|that|this|order|bike|parcel) (?:can |could |may )?be (?:returned|sent back)\b|\breturn {_IT}\b"
)
_WISH = re.compile(
    r"^(?:(?:and|but|so|ok|okay|then|well|hm+|actually|oh|no|yes|in that case|hi|hello|please|also|now|thanks|thank you) )*(?:can|could|may|might|would|will|is it|is that|id|i|lets|how (?:do|can|could|would) i|how to|what if i|am i|please|possible|return|send|do you take|could you|can you|we|take)\b"
)
# Questions about returns that an article answers; none of them starts a return.
_ASKS_MORE = re.compile(
    r"\b(?:how long|how many|how much|until when|till when|by when|deadline|cost|costs|free|fee|pay|charge|label|address|where|which|refund|money back|without|used|opened|box|packag\w+|what happens|who|why|shop|store|ghent|policy|did|have i|if i (?:ride|use|open)|after|worn|instead of|not)\b"
)
_ARRIVES = re.compile(
    r"\b(?:when|what day|which day|what time|how soon|how long until|how long till|by when)\b.*\b(?:it|that|this|order|parcel|package|delivery|bike|they)\b.*\b(?:arrive|arrives|arriving|come|comes|coming|be here|get here|gets here|be there|reach|reaches|land|delivered|ship|ships|shipped|sent|leave|leaves|dispatched|due|ready|be with me|show up)\b"
    r"|\bwhen (?:will i|do i|can i|should i|shall i|am i going to) (?:get|have|receive|expect|see) (?:it|that|this|them|my (?:order|parcel|package|bike|things|stuff))\b"
    r"|\b(?:has|is|did|was) (?:it|that|that one|this one|the order|this order|my order|the parcel|my parcel) (?:already |yet |still )*(?:shipped|sent|left|dispatched|on its way|on the way|arrived|arriving|delivered|packed|paid|coming|there yet|cancelled|late|leave|ship|go out)\b"
    r"|\bwhere (?:is|s) (?:it|that|the parcel|my parcel|my order|the order|my bike|the bike)\b(?: now| then| at the moment| right now)?$|\bwhere is it\b|\bwheres it\b"
    r"|\b(?:what is|whats) the (?:status|state)(?: of (?:it|that|this|the order|my order))?$|\b(?:any news|any update|the latest)(?: (?:on|about|of) (?:it|that|this|the order|my order))?$"
    r"|\bwill (?:it|that|the parcel|my order|the order) (?:arrive|come|be here|get here|be delivered|be there|make it|still (?:come|arrive))\b"
)
_SAME = re.compile(
    r"\b(?:the same|same (?:one|order|as before|number)|that one|this one|that order|this order|the one (?:from )?(?:before|above|just now))\b"
)
# The customer's own "not": "the app does not register my rides" is a reason.
_NOT = r"(?:^|(?:^|\b)(?:i|we|id|ill|please|actually|sorry|ok|okay|no|but|and|so|now|would|just) )(?:do not|dont|no longer|not|wont|will not|am not|are not|would not|wouldnt|rather not|never)"
_GOES_BACK = r"(?:return|send|register|give|ship|book|go (?:on|ahead|through)|continue|proceed|do (?:this|it|that))"
_PROCESS = r"(?:return|returning|thing|process|request|registration|form)"
_KEEPS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NOT} (?:really |actually )?(?:(?:want|wish|need|intend|like|plan|have|going|mean) )?(?:me )?(?:to )?{_GOES_BACK}\b",
        rf"{_NOT} (?:returning|sending|registering)\b",
        rf"{_NOT} (?:want|need) (?:a|the|this|that|any|my) {_PROCESS}\b",
        rf"\b(?:cancel|stop|drop|forget|never ?mind|abort|scrap|undo|call off|withdraw|leave|skip) (?:(?:about|with) )?(?:(?:the|my|this|that|whole) )*{_PROCESS}\b",
        r"\bno (?:return|returns|need to return|need for (?:a|the) return)\b",
        r"\bchanged my mind about (?:the|this|my|returning|sending|it)\b",
        r"\b(?:i will|ill|we will|well|decided to|going to|want to|gonna|like to|rather|id better|let me|lets) (?:just )?(?:keep|hold on to|hang on to)\b",
        r"\b(?:am|im|are|were) keeping (?:it|them|that|this|the|my)\b|^keep(?:ing)? (?:it|them)\b",
        r"\b(?:lets|let us|id rather|i would rather|better|best) (?:not|leave it|leave that|forget it|do not)\b",
        r"\b(?:any ?more|after all),? (?:no|not)\b|\bnot any ?more$",
    )
)
_REASON = re.compile(
    r"\b(?:wrong reason|change (?:the|my) reason|(?:other|another|different) reason|reason (?:is|was) (?:wrong|not|different|another)|the reason (?:should|must))\b"
)


def names_another(text: str) -> bool:
    """Whether the customer means a different order than the current one."""
    return _ANOTHER.search(words_of(text)) is not None


def means_another_order(text: str) -> bool:
    """Whether the current order is the wrong one: "no, the other one", but not "I bought another one"."""
    return names_another(text) and _CORRECTS.match(words_of(text)) is not None


def asks_to_send_it_back(text: str) -> bool:
    """Whether "it" should be returned: a wish, or a question that starting a return answers."""
    words = words_of(text)
    return bool(_SENT_BACK.search(words) and _WISH.search(words)) and not _ASKS_MORE.search(words)


def asks_where_it_is(text: str) -> bool:
    """Whether the status of "it" is asked: where it is, when it arrives, whether it has left."""
    return _ARRIVES.search(words_of(text)) is not None


def means_the_same(text: str) -> bool:
    """Whether the customer, asked for an order, refers to the one mentioned before."""
    return _SAME.search(words_of(text)) is not None and not names_another(text)


def withdraws(text: str) -> bool:
    """Whether a return is cancelled before it is registered."""
    words = words_of(text)
    return any(pattern.search(words) for pattern in _KEEPS)


def wants_other_reason(text: str) -> bool:
    """Whether the reason in the summary is wrong."""
    return _REASON.search(words_of(text)) is not None
