"""Turns an English statement into the question that it answers: "You can pay by card" becomes "Can I pay by card?".

Each rule moves words and changes who speaks. Nothing is guessed: a sentence that points elsewhere ("This takes…"), has
several clauses, or would need another verb form is left alone.
"""

import re
from collections.abc import Callable

FEWEST_WORDS = 4
MOST_WORDS = 14

_ASIDE = re.compile(r"\s*\([^)]*\)")
_CUT = re.compile(r"\s*(?:;|\s[–—-]\s|,? but |,? so (?:that )?|,? because |,? and (?:then|we|you|it|they)\b).*")
_LEADS = re.compile(
    r"^(?:please note(?: that)?|note that|please|also|of course|in general|normally|usually),?\s+", re.IGNORECASE
)
_POINTS = re.compile(
    r"^(?:it|they|this|that|these|those|he|she|here|there|then|both|either|some|such|one)\b", re.IGNORECASE
)
_UNREADABLE = re.compile(r"[:?!<>{}|@/\\]|https?|www\.")
_CONDITION = re.compile(r"\s+(?:up to|until|before|after|unless|as long as|if|when|whenever)\b.*", re.IGNORECASE)
_SPAN_LEFT = re.compile(r"\b(?:days?|weeks?|hours?|minutes?|months?|years?)$")
_WE_DO = (
    "accept|answer|bring|charge|check|clean|close|collect|cover|deliver|fit|give|have|help|hire|keep|lend|make|need|"
    "offer|open|pay|pick|provide|refund|rent|repair|replace|reply|run|sell|send|serve|service|ship|stock|store|support|"
    "swap|take|teach|train|use"
)
_ENDS_NOUN = (
    "is|are|can|costs?|takes?|that|which|who|what|whose|if|when|where|with|without|from|on|at|in|as|than|and|or"
)
_PART = rf"(?!(?:{_ENDS_NOUN})\b)[\w'’-]+"
_NOUN = (
    rf"(?:(?:a|an|the|your|our|all|every|each|any|most)\s+(?!only\b|other\b)(?:{_PART}\s*){{1,5}}"
    rf"|(?!(?:inside|outside|about|only|for|no|to|such)\b){_PART}(?:\s+[\w'’-]+s)?)(?<=\w)\s*\b"
)
_SPAN = r"(?=[\w ]+ (?:days?|weeks?|hours?|minutes?|months?)\b)"
_UNCLEAR = re.compile(
    r"\b(?:it|its|them|they|their|one|ones|this|these|those|there|therefore|also|too|not|no|nothing|such|then|i am)\b"
    r"|\b(?:as|in|at|with|to|a|an|the|of|for|on|up to me|gone|by|and|or|from)$",
    re.IGNORECASE,
)
_I_AFTER = frozenset(
    "after as before for how if once since than that unless until what when where which while who".split()
)
_VERBS = frozenset(
    "are bought buy can cancel choose did do get had have like lose made make move must need order ordered paid pay "
    "receive received rent return send sent use used want were will wish".split()
)
_MINE = {"your": "my", "yours": "mine", "yourself": "myself", "our": "your", "ours": "yours", "us": "you"}

Turn = Callable[[re.Match[str]], str]


def question_of(statement: str) -> str | None:
    """The question that this sentence answers, in a customer's words; None if no rule reads well."""
    plain = _CUT.sub("", _LEADS.sub("", _ASIDE.sub("", statement.strip()))).rstrip(" .")
    if _POINTS.match(plain) or _UNREADABLE.search(plain) or not FEWEST_WORDS <= len(plain.split()) <= 2 * MOST_WORDS:
        return None
    for rule, turn in _RULES:
        if found := rule.match(plain):
            question = " ".join(turn(found).split())
            return next(filter(_reads_well, _written(question)), None)
    return None


def _written(question: str) -> list[str]:
    """The whole question, and without its last condition: "Can I cancel up to a week before?", "Can I cancel?"."""
    whole = question[0].upper() + question[1:]
    shorter = _CONDITION.sub("", whole)
    return [f"{each}?" for each in (whole, *(() if _SPAN_LEFT.search(shorter) else (shorter,)))]


def _reads_well(question: str) -> bool:
    question = question.removesuffix("?")
    fits = FEWEST_WORDS < len(question.split()) <= MOST_WORDS
    return fits and "," not in question and _UNCLEAR.search(question) is None


def _asks(beginning: str) -> Turn:
    """`beginning`, then what the rule found, said by the customer."""
    return lambda found: f"{beginning} {_said_by_customer(found['rest'])}"


def _inverted(found: re.Match[str]) -> str:
    verb = found["verb"].lower()
    return f"{verb} {_said_by_customer(_lower(found['noun']))} {_said_by_customer(found['rest'])}"


def _cost(found: re.Match[str]) -> str:
    does = "does" if found["verb"].endswith("s") else "do"
    asks = "how long" if found["verb"].startswith("take") else "how much"
    verb = "take" if asks == "how long" else "cost"
    return f"{asks} {does} {_said_by_customer(_lower(found['noun']))} {verb}"


def _lower(noun: str) -> str:
    """The noun as it stands inside a sentence; names and abbreviations keep their capitals."""
    first, _, rest = noun.partition(" ")
    keeps = first[1:].lower() != first[1:] or (rest != "" and rest[0].isupper())
    return noun if keeps else noun[0].lower() + noun[1:]


def _said_by_customer(words: str) -> str:
    """The article's "you" is the customer's "I" or "me", and its "we" is their "you"."""
    found: list[str] = []
    spoken = words.split()
    for place, word in enumerate(spoken):
        low = word.lower()
        if low == "you":
            after = spoken[place + 1].lower() if place + 1 < len(spoken) else ""
            before = spoken[place - 1].lower() if place else ""
            found.append("I" if before in _I_AFTER or after in _VERBS else "me")
        elif low == "we":
            found.append("you")
        elif found and found[-1] == "I" and low in ("are", "were"):
            found.append("am" if low == "are" else "was")
        else:
            found.append(_MINE.get(low, word))
    return " ".join(found)


def _rule(pattern: str, turn: Turn) -> tuple[re.Pattern[str], Turn]:
    return re.compile(pattern, re.IGNORECASE), turn


_YOU_CAN = r"^you (?:can(?: ?not|'t|’t)?|may(?! have\b| be\b| need\b))(?: not)?(?: only| also| still| always| then)?"
_WE_ALWAYS = r"^we (?:do not|don't|don’t|also|only|always|never)?"
_RULES = (
    _rule(rf"{_YOU_CAN} (?P<rest>.+)$", _asks("can I")),
    _rule(r"^you (?:must|need to|have to) (?!not\b)(?P<rest>.+)$", _asks("do I need to")),
    _rule(r"^you (?:do not|don't|don’t) (?:need|have) to (?P<rest>.+)$", _asks("do I need to")),
    _rule(r"^you (?P<rest>(?:get|receive|pay|need) .+)$", _asks("do I")),
    _rule(rf"{_WE_ALWAYS} ?(?P<rest>(?:{_WE_DO})\b.*)$", _asks("do you")),
    _rule(r"^we (?:can|cannot|can't) (?P<rest>.+)$", _asks("can you")),
    _rule(r"^to (?P<rest>[^,]+), .+$", _asks("how do I")),
    _rule(r"^if you (?:want|would like|wish) to (?P<rest>[^,]+), .+$", _asks("how do I")),
    _rule(r"^if you (?P<rest>[^,]+), .+$", _asks("what if I")),
    _rule(rf"^(?P<noun>{_NOUN})(?P<verb>costs?) (?:about |from |only )?(?=[€$£]|\d).+$", _cost),
    _rule(rf"^(?P<noun>{_NOUN})(?P<verb>takes?) {_SPAN}.+$", _cost),
    _rule(rf"^(?P<noun>{_NOUN})(?P<verb>is|are|can)(?: not|not)? (?!only\b|never\b|always\b)(?P<rest>.+)$", _inverted),
)
