"""What a ranking says about its own best article, as a few numbers that the calibration weighs.

Few on purpose: more were tried (heaviest unmatched word, shares by title, height above all articles) and added noise,
not precision. Each is scaled to about unit spread by constants, not by the present data, so that weights learned on
one knowledge base are a sensible start on the next.
"""

import math

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.kinds import kinds_asked, names_amount
from knowledge_base.search.search import Found
from knowledge_base.text.words import words

Features = NDArray[np.float64]

NAMES = (
    "nearest title or phrasing",
    "nearest passage",
    "lead over the next article",
    "lead over the field",
    "share of the question's words in the article",
    "share of the question's words known at all",
    "agreement of title, passage, words and topic",
    "content words in the question",
    "topic share",
    "topic lead",
    "meaning of the question's words in the article",
    "nearest statement",
    "share of the question's words in one passage",
    "second encoder",
    "second encoder's lead",
    "surest part",
    "nearest statement's lead",
    "lead in shared words",
    "asks whether",
    "asks how much, and an amount is shown",
)
OF_THE_QUESTION = ("asks whether", "asks how much, and an amount is shown")
FIELD = 5
MOST_WORDS = 9  # more words than this say nothing more


def features(found: Found) -> Features:
    """One row for the best article of the ranking, in the order of NAMES; zeros if nothing was found."""
    if not found.hits:
        return np.zeros(len(NAMES))
    best = found.hits[0]
    others = found.fused[1 : 1 + FIELD].astype(np.float64)
    agreement = sum(
        found.best == other
        for other in (found.best_by_head, found.best_by_body, found.best_by_words, found.best_by_topic)
    )
    rival = max((hit.topic for hit in found.hits[1:]), default=-6.0)
    amount, _, _, whether = kinds_asked(found.text)
    read = best.shown
    shown = read.text if read else ""
    content = min(len(set(words(found.text))), MOST_WORDS)
    return np.array(
        [
            (best.head - 0.65) / 0.2,
            (best.body - 0.6) / 0.2,
            (best.score - (float(others[0]) if len(others) else 0.0) - 0.15) / 0.12,
            (best.score - (float(others.mean()) if len(others) else 0.0) - 0.25) / 0.15,
            (best.lexical - 0.35) / 0.2,
            (found.known - 0.8) / 0.25,
            agreement - 3.0,
            (content - 4.0) / 2.5,
            (math.exp(best.topic) - 0.6) / 0.3,
            (min(best.topic - rival, 6.0) - 2.0) / 2.0,
            (found.coverage - 0.75) / 0.12,
            (best.statement - 0.6) / 0.2,
            (best.shared - 0.5) / 0.3,
            (best.second - 0.86) / 0.03 if best.second else 0.0,
            (best.second - max((hit.second for hit in found.hits[1:]), default=best.second)) / 0.02,
            (best.surest_part - 0.6) / 0.3,
            (best.statement - max((hit.statement for hit in found.hits[1:]), default=best.statement)) / 0.1,
            (best.shared - max((hit.shared for hit in found.hits[1:]), default=best.shared)) / 0.2,
            whether,
            amount * names_amount(f"{best.entry.article.title} {shown}"),
        ]
    )
