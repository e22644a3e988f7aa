"""Examples for the calibration from what customers asked and how it ended.

Labels from use are few, noisy and not a fair sample: helped customers say nothing, the others complain. So three
things keep them honest. A label is believed as far as its kind deserves; the rest stays what was predicted. An answer
that nobody commented on counts too, as right as was predicted, so that one complaint stands against all answers given
and not only the few that were praised; but it is not knowledge, and makes no bound narrower. The made questions stay
too, and count less only as labels come in.
"""

from collections import ChainMap
from collections.abc import Sequence

from knowledge_base.calibration.calibration import Calibration
from knowledge_base.calibration.features import features
from knowledge_base.calibration.fitting import Example
from knowledge_base.encoders.encoder import Encoder
from knowledge_base.outcomes.outcomes import PastQuestion
from knowledge_base.search.entries import VectorCache, vectors_of
from knowledge_base.search.index import Index
from knowledge_base.search.search import Found, search

SILENT_COUNTS = 0.3
SILENT_KNOWN = 0.1
NEIGHBOUR_BELIEVED = 0.5  # a label for the article just behind the first says this much about the first
MADE_WORTH = 100.0  # number of labels at which made questions count half


def examples_from_use(
    index: Index, encoder: Encoder, cache: VectorCache, asked: Sequence[PastQuestion], before: Calibration
) -> list[Example]:
    """One example for each question that says something about what is found today; none if there are no labels.

    The questions' vectors are not stored anywhere: they are the customers' words.
    """
    if not any(one.right is not None for one in asked):
        return []
    vectors = vectors_of([one.question for one in asked], encoder, ChainMap({}, cache))
    made = (
        _example(one, search(index, one.question, vector), index, before)
        for one, vector in zip(asked, vectors, strict=True)
    )
    return [example for example in made if example is not None]


def made_share(used: Sequence[Example]) -> float:
    """How much made questions still count beside these: the more is known from use, the less."""
    known = sum(example.counts * example.known for example in used)
    return MADE_WORTH / (MADE_WORTH + known)


def _example(asked: PastQuestion, found: Found, index: Index, before: Calibration) -> Example | None:
    """None if the label is for an article that no longer exists, or that would not be shown today.

    None also for a question in a language that the articles are not in: it is judged by weights of its own.
    """
    if not found.hits or found.across != index.across:
        return None
    row = tuple(map(float, features(found)))
    best = found.hits[0].entry.article.id
    chance, three = before.probability(row), before.probability_among_three(row)
    if asked.right is None:
        return Example(row, chance, three, best, weight=0.0, counts=SILENT_COUNTS, known=SILENT_KNOWN)
    if best in asked.newer or (asked.article_id is not None and asked.article_id not in index.row_of):
        return None
    first = [hit.entry.article.id for hit in found.hits[:3]]
    if asked.right:
        right, among_three = float(asked.article_id == best), float(asked.article_id in first)
    elif asked.article_id in (None, best):
        right, among_three = 0.0, 0.0 if asked.article_id is None else three
    else:
        return None
    weight = asked.weight * (NEIGHBOUR_BELIEVED if asked.right and first[1:2] == [asked.article_id] else 1.0)
    return Example(
        features=row,
        right=weight * right + (1 - weight) * chance,
        among_three=weight * among_three + (1 - weight) * three,
        group=asked.article_id or best,
        weight=weight,
        known=weight,
    )
