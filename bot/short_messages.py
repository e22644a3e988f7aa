"""What a few words or signs mean by themselves: "ok", "?", a thumb, "hmm", "what?", a number, keys struck at random.

A sentence vector of so little is chance: it made "?" a yes, and a smile a complaint for the queue. So whole messages
of this size are read from a table, and the classifier keeps what has words to judge.
"""

from __future__ import annotations

import re

# ruff: noqa: E501  (a pattern reads best as one line)

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
_VOWEL = re.compile(r"[aeiouyà-ÿœ]|[^\x00-\u024f]")  # other scripts are not judged
MOST_OF = 0.6  # of a word that neighbouring keys must make up; "property" holds four of them
FEWEST_KEYS = 4
MOST_LETTERS = 40  # of a message that the table reads, and of a word


def meaning_of(text: str) -> str | None:
    """The intent that these few words or signs stand for, or None where there is more to the message."""
    if _NUMBER.fullmatch(text.strip()):
        return NUMBER
    plain = _plain(text)
    if not plain:
        return _meaning_of_signs(text)
    if len(plain) > MOST_LETTERS:
        return None
    return next((meaning for meaning, pattern in _TABLE if pattern.fullmatch(plain)), None)


def _plain(text: str) -> str:
    """Lower case, no marks, no letter more than twice in a row: "yesss!!" is "yes" and "hmmmm" is "hmm"."""
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
    """Whether no word of it can be one: keys struck at random, single letters, numbers and signs."""
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
    """How many letters in a row are neighbours on a keyboard's row, in one direction."""
    rows = [way for row in _ROWS for way in (row, row[::-1])]
    pieces = (word[i:j] for i in range(len(word)) for j in range(len(word), i + 1, -1))
    return max((len(piece) for piece in pieces if any(piece in row for row in rows)), default=1)
