"""Articles that say the same about different things, such as "Delivery times in Norway" and "Delivery times in France".

A question that names none of these things ("how long does delivery take?") is answered by each of them for somebody.
The ranking cannot know for whom, however sure it is. So the customer is asked which one they mean.
"""

from collections.abc import Collection, Sequence

from knowledge_base.text.words import content_words, words

LEAST_IN_COMMON = 2
"""Titles of one family begin with this many words in common, counting small words such as "of"."""


def family_of(asked: Collection[str], titles: Sequence[str]) -> list[int]:
    """Returns the places of the first title and of its siblings; nothing without siblings, or if one is named.

    Siblings begin with the same words and go on differently, each with content words of its own. `asked` has the stems
    of the question's words.
    """
    places = [place for place, title in enumerate(titles) if place and _are_siblings(titles[0], title)]
    named = set().union(*(_rest(titles[0], titles[place]) | _rest(titles[place], titles[0]) for place in places))
    return [0, *places] if places and named.isdisjoint(asked) else []


def tells_apart(word: str, said: Sequence[Collection[str]]) -> bool:
    """Whether some of the articles contain the word and others do not."""
    return 0 < sum(word in words_of_one for words_of_one in said) < len(said)


def _are_siblings(one: str, other: str) -> bool:
    begins = one.split()[: _in_common(one, other)]
    alike = len(begins) >= LEAST_IN_COMMON and bool(content_words(" ".join(begins)))
    return alike and bool(_rest(one, other)) and bool(_rest(other, one))


def _in_common(one: str, other: str) -> int:
    """How many words both titles begin with."""
    count = 0
    for mine, theirs in zip(one.casefold().split(), other.casefold().split(), strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _rest(title: str, other: str) -> set[str]:
    """The stems of the content words with which the title goes on where the other differs."""
    return set(words(" ".join(title.split()[_in_common(title, other) :])))
