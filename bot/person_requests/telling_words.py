"""The words that reveal a request for a person, in classes: an example with one word teaches the whole class.

"get me a bloke" and "get me a lady" are the same sentence to the recogniser (`person_requests.py`). A typing error is
corrected too: a word that no training sentence contains and that is one error away from a long enough word here is read
as that word ("hmuan" is "human").
"""

from __future__ import annotations

CLASSES = {
    "WHO": "human humans humanoid person persons people agent agents representative representatives rep reps operator"
    " operators adviser advisers advisor advisors consultant consultants employee employees colleague colleagues"
    " coworker worker workers specialist specialists expert experts assistant professional individual clerk clerks csr"
    " staff crew folks folk member members guy guys lad lads chap bloke dude lady gentleman girl man woman fellow mate"
    " personnel being beings soul hooman trainee intern",
    "BOSS": "manager managers supervisor supervisors superior superiors boss owner director chief head proprietor"
    " shopkeeper leader",
    "TRADE": "mechanic mechanics technician technicians engineer fitter salesperson salesman sales accountant"
    " accounting bookkeeping workshop warehouse department dept office headquarters support helpdesk reception"
    " receptionist service care helpline hotline desk",
    "SOMEONE": "someone somebody anyone anybody smb sb sbdy sum1 some1 any1 everyone whoever nobody",
    "TALK": "talk talking talked speak speaking spk chat chatting converse conversation discuss discussing word"
    " dialogue conversing natter",
    "BOT": "bot bots robot robots chatbot chatbots machine machines computer computers ai algorithm algorithms program"
    " programs software automat automaton automated automation autopilot script scripted gpt",
    "PASS": "connect connected connecting transfer transferred transferring forward redirect redirected escalate"
    " escalated escalation handover patch route reroute switch swap pass passed hand put fetch summon bring send",
    "CALL": "call calling phone phoning ring telephone dial callback telephoning",
    "ALIVE": "real live living actual alive breathing heartbeat pulse flesh blood genuine",
    "VOICE": "voice voices ear ears hear",
}
CLASS_OF = {word: name for name, words in CLASSES.items() for word in words.split()}
LONG_ENOUGH = 5  # letters of a telling word; in a shorter one, an error too often makes another real word


def _shortened(word: str) -> list[str]:
    """The word, and the word without each of its letters in turn."""
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]


_NEIGHBOURS: dict[str, list[str]] = {}
for _word in CLASS_OF:
    if len(_word) >= LONG_ENOUGH:
        for _short in _shortened(_word):
            _NEIGHBOURS.setdefault(_short, []).append(_word)


def meant(word: str) -> str:
    """The telling word that is one typing error away from `word`, or `word` itself."""
    if word in CLASS_OF or len(word) < LONG_ENOUGH - 1:
        return word
    candidates = (near for short in _shortened(word) for near in _NEIGHBOURS.get(short, ()))
    return next((near for near in candidates if _is_one_error(word, near)), word)


def _is_one_error(typed: str, word: str) -> bool:
    """One letter too many, one missing, one wrong, or two swapped."""
    start = 0
    while start < min(len(typed), len(word)) and typed[start] == word[start]:
        start += 1
    left, right = typed[start:], word[start:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[1::-1] == right[:2] and left[2:] == right[2:])
    return left[1:] == right or left == right[1:]
