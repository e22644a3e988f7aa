"""Whether a customer is abusive: as the bot understood her, or in plain words to an agent, whom the bot does not hear.

It changes nothing for the customer. What follows is a breather for the agent, afterwards.
"""

import re
from collections.abc import Sequence

from knowledge_base.decision.decision import Intent
from knowledge_base.decision.frustration import AT_ONCE, read_frustration

INTENT = "abuse"

_INSULTS = re.compile(
    r"\b(?:f+u+c+k+\w*|f\*+\w*|ass+hole\w*|arsehole\w*|bitch\w*|bastards?|cunts?|wankers?|dickheads?|scumbags?|"
    r"(?:you(?:'re| are)?|u r?) (?:\w+ ){0,3}(?:idiots?|morons?|imbeciles?|cretins?|stupid|dumb|scum|liars?)|"
    r"(?:idiots?|morons?)[!.]*$|shut up|screw you|piss off|go to hell|drop dead|"
    r"i(?:'ll| will) (?:kill|hurt|find) you|"
    r"klootzak\w*|kutwijf|rot op|arschl\w+|halt die (?:klappe|fresse)|wichser)",
    re.IGNORECASE | re.MULTILINE,
)


def abuses_bot(intents: Sequence[Intent]) -> bool:
    return bool(intents) and intents[0].name == INTENT


def abuses_agent(text: str) -> bool:
    """Insults and threats in so many words, or a whole point of frustration in one message: shouted, and rude."""
    plain = text.replace("\u2019", "'")
    return _INSULTS.search(plain) is not None or read_frustration(plain).points >= AT_ONCE
