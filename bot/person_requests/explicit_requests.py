"""The plainest requests, which must not depend on a classifier: for a person, for a call, or to stop a form.

`person_requests.py` recognises all other wordings. So these few patterns match only unambiguous requests, and leave a
sentence that denies, reports or asks about such a request to it. A noun alone is never enough ("can a person of 1.60 m
fill in the form"): it must be the whole message, or come with a verb of asking.
"""

from __future__ import annotations

import re

# ruff: noqa: E501  (a pattern is easier to read on one line)

_KIND = (
    r"(?:(?:a|an|the|one of|some|any|your|you|real|live|actual|human|different|another|support|customer|service|"
    r"member of|qualified|senior|damn|bloody)[\s-]+)*"
)
_WHO = (
    r"(?:humans?|human beings?|person|people|agents?|representatives?|reps?|operators?|advis[eo]rs?|supervisor|manager|"
    r"colleagues?|employees?|staff member|staff|team|specialist|technician|mechanic|(?:customer|technical|tech) (?:service|support|care)|"
    r"(?:live|human) (?:chat|support|help)|support agent)"
)
_MANY = r"(?:people|staff|team|colleagues)"  # alone, these may be a greeting: "hi team"
_SOMEONE = rf"(?:{_KIND}{_WHO}|someone|somebody|anyone|anybody)\b"
# Words after the noun that mean somebody else: a rider, a helper at home, a third party.
_OURS = r"(?!\s+(?:of (?!your)|who (?:is|weighs|rides)|with|under|over|below|above|tall|taller|size|limit|else|at home|at my|powered|to (?:sign|collect|pick|ride|carry|assemble|be|lift|receive|accept|open)))"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:talk|talking|speak|speaking|chat|chatting|a word) (?:directly )?(?:to|with) {_SOMEONE}{_OURS}",
        rf"\b(?:put|get|pass|hand|connect|transfer|forward|redirect|switch) (?:me|us) (?:(?:straight|over|on|through|back|in touch) )*"
        rf"(?:to|with) {_SOMEONE}{_OURS}",
        rf"\b(?:get|give|gimme|find|bring|send) (?:(?:me|us) )?{_KIND}{_WHO}\b(?! (?:discount|price|number|code|help|address)){_OURS}",
        rf"\b(?:want|need|demand|prefer|would like) {_KIND}(?:human(?: being)?|agent|representative|operator|supervisor)\b{_OURS}",
        rf"\b(?:want|need|would like) {_KIND}person(?= *$| please| now| not)",
        r"^(?:please )?(?:(?:can|could|may|will|would) |let )(?:an?|some|another|one of your) (?:real |actual |live )*(?:humans?(?: being)?|agent|representative|operator|supervisor|colleague|employee) "
        r"(?:please )?(?:take|handle|help|look at|deal with|answer|read)(?: (?:this|it|that|me|us|over|here))+(?: (?:from here|instead|please|now|for me))*$",
        r"\bescalate (?:this|it|my)\b",
        r"\b(?:hate|tired of|sick of) (?:talking|speaking|chatting|writing) (?:to|with) (?:(?:a|the|your) )?(?:bots?|robots?|chatbots?|machines?|computers?)\b",
        r"\b(?:put|patch) (?:me|us) through\b(?! customs)",
        r"^(?:can|could|may) (?:i|we) (?:call|phone|ring) you(?: please| now)*$",
        r"^(?:please )?(?:(?:connect|transfer) me|escalate(?: this| it)?|call me(?: back)?|talk to me on the phone)(?: please| now)*$",
    )
)
_ALONE = re.compile(
    rf"(?:(?:hello|hi|hey|ok|please|pls|just|now) )*(?:{_KIND}(?!{_MANY}){_WHO}|(?:not|no more|stop with) (?:(?:a|the|this) )?bots?)(?: (?:please|pls|plz|now|needed|asap|thanks|right now))*"
)
_CALL = re.compile(
    r"\b(?:please|pls|can (?:you|someone|somebody)|could (?:you|someone|somebody)) (?:please )?(?:call|phone|ring) me\b"
    r"(?= *$| back| please| now| today| tomorrow| asap| about| on| at| when)"
    r"|\b(?:call|phone|ring) me back\b|\bgive me a (?:call|ring)\b"
    r"|\b(?:want|need|request|would like) a (?:phone ?call|call ?back|call from (?:you|someone))\b"
)
_COURIER = re.compile(r"\b(?:courier|driver|postman|carrier)\b")
# The same words in a denial, a report, a question, or about somebody else: the classifier decides about those.
_NOT_PLAIN = re.compile(
    r"\b(?:dont|do not|doesnt|not|no need|without|never|didnt|havent|am i|are we|was i|is this|are you|should i|must i|do i|"
    r"does|when|what|which|how long|how much|he|she|they|my (?:colleague|team|manager|staff|neighbour|husband|wife))\b"
)
# A demand that ends a sentence is plain, whatever is told before it: "it does not charge any more, let me talk to a person".
_DEMAND = re.compile(
    r"(?:(?:please|pls|so|and|but|then|ok|just|now) )*"
    r"(?:let me|lemme|i (?:really |just )?(?:want|need|demand|would like|prefer)|(?:can|could|may) (?:i|we|you)|(?:get|give|put|connect|transfer|pass|hand) (?:me|us))\b"
)
_ABOUT = re.compile(r"(?:when|whenever|if|what|which|how|where|who|once|unless)\b|.*\b(?:said|says|told|asked|wrote)\b")
_STOP = re.compile(
    r"(?:(?:please|ok|okay|no|oh|just|lets|i want to|i would like to|can we) )*"
    r"(?:stop(?: (?:it|this|that|here|asking))?|cancel(?: (?:it|this|that))?|abort|quit|exit|never ?mind(?: that| it)?|"
    r"forget (?:it|this|that|about it)|leave it|drop it|skip (?:it|this)|not now|no more|start over|go back|enough)"
    r"(?: (?:please|thanks|thank you|then|now))*"
)


def _sentences(text: str) -> list[str]:
    """Lower case, "I'd" in full, no other apostrophes and no punctuation."""
    lowered = re.sub(r"[\u2018\u2019]", "'", text.lower()).replace("i'd like", "i would like").replace("'", "")
    parts = (" ".join(re.findall(r"[\w.-]*\w", part)) for part in re.split(r"[.!?;\n]+(?:\s+|$)", lowered))
    return [part for part in parts if part]


def asks_for_person(text: str) -> bool:
    """Whether the words clearly ask for a person."""
    pieces = _sentences(text.replace(",", ". "))
    return (
        any(_ALONE.fullmatch(piece) for piece in pieces)
        or any(_asks_plainly(sentence) for sentence in _sentences(text))
        or any(_ends_in_a_demand(sentence) for sentence in re.split(r"[.!?;\n]+(?:\s+|$)", text))
    )


def _ends_in_a_demand(sentence: str) -> bool:
    told, _, last = sentence.rpartition(",")
    demands = _sentences(last)
    if not told or not demands or any(_ABOUT.match(clause) for clause in _sentences(told.replace(",", ". "))):
        return False
    return _DEMAND.match(demands[0]) is not None and _asks_plainly(demands[0])


def _asks_plainly(sentence: str) -> bool:
    return not _NOT_PLAIN.search(sentence) and any(pattern.search(sentence) for pattern in _ASKED)


def asks_for_a_call(text: str) -> bool:
    """Whether the customer wants to talk on the phone, which also means a person."""
    return any(
        _CALL.search(sentence) and not _COURIER.search(sentence) and not _NOT_PLAIN.search(sentence)
        for sentence in _sentences(text)
    )


def asks_to_stop(text: str) -> bool:
    """Whether the whole message only says that the customer wants to stop."""
    return _STOP.fullmatch(" ".join(_sentences(text))) is not None
