"""The meaning of messages of a few words or signs: "ok", "?", a thumb, "hmm", "what?", a number, random keys.

The sentence vector of such a message is chance: it made "?" a yes, and a smile a complaint for the queue. So messages
of this size are looked up in a table, and the classifier gets those with more words.
"""

from __future__ import annotations

import re

# ruff: noqa: E501  (a pattern is easier to read on one line)

OKAY, YES, NO = "okay", "affirm", "deny"
PARDON, HOLD_ON, REACT, NUMBER = "pardon", "hold_on", "react", "a_number"

_MOMENT = r"(?:a |an |one |1 |just |two )*(?:moment|second|sec|secs|minute|min|mins|minutes|seconds|tick|bit)"
_TABLE = tuple(
    (meaning, re.compile(pattern))
    for meaning, pattern in (
        (
            OKAY,
            r"(?:ok|okay|okey|oki|k|kk|okie|ok then|okay then|oh ok|ah ok|ok good|ok cool|ok fine|alright|alright then|all right|fine|good|cool|right|got it|ok got it|gotcha|i see|ah i see|ok i see|understood|makes sense|noted|aha|ah|oh|fair enough|no worries|no problem|np|will do|roger)",
        ),
        (
            YES,
            r"(?:y|yes|yep|yeah|yea|yup|yess|ya|ja|oui|si|yes yes|yes i do|yes it is|yes that is|yes thats it|yes it does|yes please|yes pls|sure|sure thing|for sure|of course|certainly|please do|go ahead|yes go ahead|do it|yes do it)",
        ),
        (NO, r"(?:n|no|nope|nah|nay|nee|non|nein|no no|noo|no thanks|no thank you|no ty|nothing|not really|not now)"),
        (
            PARDON,
            r"(?:what|wut|wat|eh|huh|pardon|pardon me|come again|say again|say that again|sorry what|what now|how do you mean|what do you mean|what does that mean|what do you mean by that|wdym|what is that|whats that|meaning|i do not understand|i dont understand|i do not get it|i dont get it|dont understand|not clear|unclear|i am confused|im confused|confused|i am lost|im lost|can you explain|please explain|explain|what do you want|what do you need|in plain words|why)",
        ),
        (
            HOLD_ON,
            rf"(?:(?:h+m+|m+h*m*|u+h*m*|e+r+m*|uh+|oh|well|so|let me think|thinking|ok|please|sorry|but|yes) )*(?:h+m+|h+m+ (?:ok|not sure|idk)|m+h*m*|u+h*m*|e+r+m*|uh+|wait|wait wait|wait please|please wait|wait {_MOMENT}|wait up|hold on|hold on {_MOMENT}|hang on|hang on {_MOMENT}|{_MOMENT}|{_MOMENT} please|give me {_MOMENT}|i need {_MOMENT}|let me (?:check|think|see|look|look it up|look for it|find it|have a look|search)|i (?:have|need) to (?:check|look|look it up|think|search)(?: first)?|i will (?:check|look|have a look)|brb|be right back|i am (?:looking|thinking|searching|checking)|im (?:looking|thinking|searching|checking)|thinking|not sure|not sure yet|i am not sure|im not sure|not yet|maybe|perhaps|dunno|idk|no idea|i (?:do not|dont) know(?: yet)?)(?: (?:please|pls|ok|sorry|thanks))*",
        ),
    )
)
_UPS, _DOWNS, _UPSET = frozenset("👍👌✅🆗✔🙆🤝💯"), frozenset("👎❌🙅🚫"), frozenset("😡🤬😠😤💩🖕")
_THANKS, _WAVES = frozenset("🙏❤💚💙💛🧡💜🤍🖤💖💕🤗🙌👏💐🌹"), frozenset("👋")
_SIGNS = (
    (_UPSET, "not_helped"),
    (_DOWNS, "not_helped"),
    (_UPS, OKAY),
    (_THANKS, "thanks"),
    (_WAVES, "greet"),
)
_NUMBER = re.compile(r"#?[+(]?\d[\d\s./()-]*")
_LETTER = re.compile(r"[^\W\d_]")
_ROWS = ("qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "qsdfghjklm", "zxcvbnm", "yxcvbnm", "wxcvbn")
_VOWEL = re.compile(r"[aeiouyà-ÿœ]|[^\x00-\u024f]")  # other scripts are not checked
MOST_OF = 0.6  # share of a word that neighbouring keys must make up; "property" has four of them
FEWEST_KEYS = 4
MOST_LETTERS = 40  # longest message for the table, and longest word


def meaning_of(text: str) -> str | None:
    """The intent of a message that is only a few words or signs; None if there is more to it."""
    if _NUMBER.fullmatch(text.strip()):
        return NUMBER
    plain = _plain(text)
    if not plain:
        return _meaning_of_signs(text)
    if len(plain) > MOST_LETTERS:
        return None
    return next((meaning for meaning, pattern in _TABLE if pattern.fullmatch(plain)), None)


def _plain(text: str) -> str:
    """Lower case, no punctuation, no letter more than twice in a row: "yesss!!" is "yes" and "hmmmm" is "hmm"."""
    words = " ".join(re.findall(r"[^\W_]+", re.sub(r"['\u2018\u2019]", "", text.lower())))
    return re.sub(r"(.)\1{2,}", r"\1", words)


def _meaning_of_signs(text: str) -> str | None:
    if "?" in text:
        return PARDON
    signs = set(text)
    found = next((meaning for group, meaning in _SIGNS if signs & group), None)
    if found:
        return found
    if any(ord(sign) > 0x2100 for sign in signs) or re.search(r"[:;=x]-?[)(dp|/]", text.lower()):
        return REACT
    return HOLD_ON if re.search(r"[.\u2026,-]", text) else PARDON


def is_rubbish(text: str) -> bool:
    """Whether it contains no real word: random keys, single letters, numbers and signs."""
    words = re.findall(r"[^\W_]+", text.lower())
    return not any(_may_be_a_word(word) for word in words)


def _may_be_a_word(word: str) -> bool:
    letters = "".join(_LETTER.findall(word))
    if not 2 <= len(letters) <= MOST_LETTERS or not _VOWEL.search(letters):
        return False
    if re.fullmatch(r"(.)\1+|(.{2,3})\2+", letters):
        return False
    return _longest_run(letters) < max(FEWEST_KEYS, MOST_OF * len(letters))


def _longest_run(word: str) -> int:
    """The longest run of letters that are neighbours in a keyboard row, in one direction."""
    rows = [way for row in _ROWS for way in (row, row[::-1])]
    pieces = (word[i:j] for i in range(len(word)) for j in range(len(word), i + 1, -1))
    return max((len(piece) for piece in pieces if any(piece in row for row in rows)), default=1)
