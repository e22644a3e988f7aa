"""The yes or no before a connector changes something. Only a clear yes counts; whatever is open is asked again."""

from __future__ import annotations

import re

from bot.messages.form_values import is_question, words_of

YES, NO = frozenset({"affirm", "okay"}), frozenset({"deny", "stop", "not_helped"})
CONFIRMED = "yes"
_NO = re.compile(r"^(?:no|nope|nah|nein|nee|neen|non)\b(?! (?:problem|probleem|worries))")
_BUT = re.compile(r"\b(?:but|except|however|wrong|first|only if|unless|wait|instead|not|dont)\b")


def read_yes_or_no(text: str, intent: str | None) -> str | None:
    """The intent that the message has for the form: `inform` for a yes, `stop` for a no, None for something else."""
    if intent in NO or _NO.match(words_of(text)):
        return "stop"
    if intent not in YES:
        return None
    return "inform_wrong" if is_question(text) or _BUT.search(words_of(text)) else "inform"
