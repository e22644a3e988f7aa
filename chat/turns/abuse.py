"""Whether a customer is abusive, by the bot's intent or, in messages to an agent, by plain words.

Nothing changes for the customer. Afterwards the agent gets a cooldown.
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
    """Insults and threats in plain words, or a message with a whole frustration point: shouted and rude."""
    plain = text.replace("\u2019", "'")
    return _INSULTS.search(plain) is not None or read_frustration(plain).points >= AT_ONCE
