"""Words of courtesy: a greeting, a "please" or a signature say nothing about what the customer wants.

They would mislead code that judges a single sentence ("Please." was once taken for a request for a person) or that
judges the whole message by its most familiar word ("Good morning! Do you deliver to Malta? Thanks!" was taken for
thanks).
"""

from __future__ import annotations

import re

# ruff: noqa: E501  (a pattern is easier to read on one line)

_WHOM = r"(?: (?:there|again|all|everyone|everybody|folks|guys|mate|bot|dear|team|support|support team|sir|madam|sir or madam|ladies and gentlemen|to you|to you all))*"
_PHRASES = "|".join(
    (
        rf"(?:hello|hi|hey|hiya|hallo|heya|yo|howdy|greetings|dear){_WHOM}",
        rf"good (?:morning|afternoon|evening|day|night){_WHOM}",
        rf"(?:morning|afternoon|evening){_WHOM}",
        r"(?:yes |no |pretty |oh )?(?:please|pleas|pls|plz|plss)(?: (?:help|help me|advise|reply|answer|respond|let me know|tell me|be so kind))?",
        r"(?:many |with |ok |great |oh )*(?:thanks|thank you|thankyou|thank u|thx|thnx|ty|tysm|tia|cheers|ta|merci|danke|gracias|dank u|dank je|bedankt)"
        r"(?: (?:you|so much|so very much|very much|a lot|a bunch|a million|loads|ever so|again|kindly|in advance|already|then|mate|guys|all|everyone|and|very kindly))*"
        r"(?: for (?:your|the|any|all your|all the) \w+(?: \w+)?)?",
        r"(?:with )?(?:kind|best|warm|kindest|many)? ?regards(?: \w+){0,3}",
        r"(?:best|warm|all the best|best wishes|yours|yours sincerely|yours faithfully|yours truly|sincerely|cordially|greetings from)(?: \w+){0,3}",
        r"(?:oh |so )?(?:sorry|excuse me|pardon me|apologies|my apologies)(?: (?:to|for) (?:bother|disturb|trouble|bothering|disturbing|troubling|the trouble|the bother)(?: you)?(?: again)?)?",
        r"(?:i )?hope (?:you are|youre|this finds you|all is) (?:doing )?(?:well|fine|ok|good)",
        r"have an? (?:nice|good|great|lovely) (?:day|evening|weekend|one|time)",
        r"(?:bye|goodbye|bye bye|see you|take care|until then|talk soon)",
        r"(?:ok|okay|well|so|right|alright|all right|oh|um|hmm?)",
        r"(?:any|some|your) (?:help|advice|hint|answer|reply) (?:would be |is |will be )?(?:much |very |greatly )?(?:appreciated|welcome|great)",
        r"(?:i |id |it |that |this )*(?:would |will )?(?:be )?(?:much |really |greatly )?(?:appreciate|appreciated)(?: it| that| your help| any help)?",
        r"(?:i am |im |i )?(?:looking|look) forward to (?:your|hearing) \w+(?: \w+){0,2}",
        r"(?:that )?would be (?:great|nice|lovely|very kind|so kind|kind of you)",
    )
)
_COURTESY = re.compile(rf"(?:{_PHRASES})(?: (?:{_PHRASES}))*")
MOST_WORDS = 12  # characters of a piece; a longer one is more than courtesy, and must not take longer
_BREAKS = re.compile(r"(?<=[.!?;])\s+|\s*\n\s*|,\s+|\s+[-\u2013\u2014]\s+|(?<=[^\w\s.,!?;'\"-])\s+")


def is_courtesy(sentence: str) -> bool:
    """Whether the sentence (or part of one) contains only words of courtesy."""
    words = re.sub(r"['\u2018\u2019]", "", sentence.lower())
    plain = re.findall(r"[^\W_]+", words)
    return 0 < len(plain) <= MOST_WORDS and _COURTESY.fullmatch(" ".join(plain)) is not None


def matter_of(text: str) -> str:
    """The message without its words of courtesy; empty if nothing else is left."""
    return " ".join(piece for piece in _BREAKS.split(text) if re.search(r"\w", piece) and not is_courtesy(piece))
