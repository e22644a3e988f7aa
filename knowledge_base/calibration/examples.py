"""Examples to calibrate on: questions with known truth, labelled by people if possible, else made from the articles.

Labelled questions are used as they are, and once more with their article left out: that is what "not in here" looks
like. If nobody has labelled anything, questions are made from the articles: each stored phrasing, asked as if it were
not stored, and what a customer in a hurry would keep of a title, which is half of its content words in any case.
Measured on sets that do have labels, thresholds from such questions reach the target precision about as often as
thresholds from real ones; whole titles are too easy and promise too much.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge_base.calibration.calibration import Calibration
from knowledge_base.calibration.features import features
from knowledge_base.calibration.fitting import Example, fit, from_prior
from knowledge_base.calibration.from_use import examples_from_use, made_share
from knowledge_base.calibration.prior_weights import ACROSS, prior_for
from knowledge_base.encoders.encoder import Encoder
from knowledge_base.outcomes.outcomes import PastQuestion
from knowledge_base.search.entries import VectorCache, vectors_of
from knowledge_base.search.index import Index
from knowledge_base.search.search import Found, search
from knowledge_base.search.topics import Topics, fold_of
from knowledge_base.text.words import content_words

LEFT_OUT_WEIGHT = 0.5
UNANSWERABLE_SHARE = 0.3  # of customers' questions, if nothing is known yet
KEPT_SHARE = 0.5
MADE_STRENGTH = 400.0  # with labels from use, made questions may hardly change the weights
FEWEST_LABELLED = 40
# Made questions have no labels: if the article they were made from comes second, the first one answers them too about
# half of the time (read by hand), so half of such a question counts as wrong.
NEIGHBOUR_COUNTS = 0.5
PHRASINGS_ASKED_MOST = 5  # per article: more would give it more weight than the others, and slow the fit
MADE_MOST = 3_000


@dataclass(frozen=True, slots=True)
class Question:
    """`article_ids`: the articles that answer it, in this knowledge base or not; empty if none does.

    `made_of` is the number of the title (0) or phrasing that it was made from, `without_head` the one it must not find.
    """

    text: str
    article_ids: tuple[str, ...]
    without_head: tuple[int, int] | None = None
    weight: float = 1.0
    made_of: int | None = None


def calibrate(
    index: Index,
    folds: Sequence[Topics],
    encoder: Encoder,
    cache: VectorCache,
    labelled: Sequence[Question] = (),
    asked: Sequence[PastQuestion] = (),
) -> Calibration:
    """From labelled questions if there are enough, else from made questions and from what customers asked.

    `folds` are the topics fitted without some of the stored phrasings: each made question is asked of topics that were
    not fitted on it.
    """
    prior = ACROSS if index.across else prior_for(index.phrasings)
    if len(labelled) >= FEWEST_LABELLED:
        return fit(labelled_examples(index, encoder, cache, labelled), "labelled", prior=prior)
    questions = made_questions(index)
    before = from_prior(prior, len(questions), "made")
    used = examples_from_use(index, encoder, cache, asked, before)
    if not used:
        return before
    made = made_examples(index, folds, encoder, cache, questions)
    held = [_as_before(example, before) for example in made]
    share = made_share(used)
    examples = [*(replace(example, weight=example.weight * share) for example in held), *used]
    spread_share = share * len(made) / max(len(prior.spread), 1)
    return fit(examples, "made and asked", prior=prior, strength=MADE_STRENGTH, spread_share=spread_share)


def _as_before(example: Example, before: Calibration) -> Example:
    """A made question, as right as was predicted: it keeps the weights in place, and counts for no threshold."""
    chance, three = before.probability(example.features), before.probability_among_three(example.features)
    return replace(example, right=chance, among_three=three, counts=0.0)


def labelled_examples(
    index: Index, encoder: Encoder, cache: VectorCache, questions: Sequence[Question]
) -> list[Example]:
    """One example per question, one more without its article; the wrong ones together keep their natural weight.

    Questions in a language that the articles are not in are judged by weights of their own (`ACROSS`), and left out.
    """
    questions = [question for question in questions if index.is_across(question.text) == index.across]
    asked = [_example(_search(index, encoder, cache, question), question) for question in questions]
    absent = [
        replace(
            _example(_search(index, encoder, cache, question, leave_out=True), question),
            weight=LEFT_OUT_WEIGHT,
            counts=0.0,
        )
        for question in questions
        if len(set(question.article_ids) & index.row_of.keys()) == 1
    ]
    natural = sum(not example.right for example in asked)
    share = max(natural, 1) / (natural + LEFT_OUT_WEIGHT * len(absent) or 1)
    return [
        example if example.right else replace(example, weight=example.weight * share) for example in (*asked, *absent)
    ]


def made_questions(index: Index) -> list[Question]:
    """The same questions for the same articles, in every process; a fair sample if there are very many.

    An article's phrasings together weigh as much as its title. Titles alone are easier than customers' questions, and
    phrasings alone are harder, because editors write each of them for what the others miss.
    """
    made: list[Question] = []
    for row, entry in enumerate(index.entries):
        article = entry.article
        kept = shortened(article.title, seed=article.id)
        if kept:
            made.append(Question(kept, (article.id,), made_of=0))
        numbers = range(1, len(article.questions) + 1)
        asked = sorted(random.Random(article.id).sample(numbers, min(len(numbers), PHRASINGS_ASKED_MOST)))
        for number in asked:
            phrasing = article.questions[number - 1]
            made.append(Question(phrasing, (article.id,), (row, number), 1 / len(asked), number))
    return made if len(made) <= MADE_MOST else random.Random(len(made)).sample(made, MADE_MOST)


def shortened(title: str, seed: str) -> str:
    """About half of a title's content words, in their order."""
    content = content_words(title)
    if len(content) < 3:
        return " ".join(content)
    kept = len(content) - max(1, round(len(content) * (1 - KEPT_SHARE)))
    chosen = sorted(random.Random(seed).sample(range(len(content)), kept))
    return " ".join(content[place] for place in chosen)


def made_examples(
    index: Index, folds: Sequence[Topics], encoder: Encoder, cache: VectorCache, made: Sequence[Question]
) -> list[Example]:
    """Each made question, and, for the expected share of unanswerable ones, the question with its article left out."""
    absent = UNANSWERABLE_SHARE / (1 - UNANSWERABLE_SHARE)
    vectors_of([question.text for question in made], encoder, cache)
    unheard_of = [index.with_learned(fold, index.word_coverage) for fold in folds]
    examples = []
    for question in made:
        weight = question.weight
        unheard = unheard_of[fold_of(question.article_ids[0], question.made_of or 0)]
        found = _search(unheard, encoder, cache, question)
        own = weight * (NEIGHBOUR_COUNTS if _just_behind(found, question) else 1.0)
        examples.append(replace(_example(found, question), weight=own, counts=own))
        left_out = _example(_search(unheard, encoder, cache, question, leave_out=True), question)
        examples.append(replace(left_out, weight=absent * weight, counts=absent * weight))
    return examples


def _search(
    index: Index, encoder: Encoder, cache: VectorCache, question: Question, *, leave_out: bool = False
) -> Found:
    vector = vectors_of([question.text], encoder, cache)[0]
    present = [article_id for article_id in question.article_ids if article_id in index.row_of]
    left_out = present[0] if leave_out and present else None
    return search(
        index,
        question.text,
        vector,
        leave_out=left_out,
        without_head=question.without_head,
        overlooked=None if leave_out else question.made_of,
    )


def _example(found: Found, question: Question) -> Example:
    return Example(
        features=tuple(map(float, features(found))),
        right=_right(found, question, 1),
        among_three=_right(found, question, 3),
        group=question.article_ids[0] if question.article_ids else _best(found),
    )


def _just_behind(found: Found, question: Question) -> bool:
    return not _right(found, question, 1) and _right(found, question, 2)


def _right(found: Found, question: Question, first: int) -> bool:
    return any(hit.entry.article.id in question.article_ids for hit in found.hits[:first])


def _best(found: Found) -> str:
    return found.hits[0].entry.article.id if found.hits else ""
