"""The checker of histories finds whatever is wrong with one, and nothing in one that is right."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from benchmarks.faults.history import KINDS, History, Kind, Line, Promise, Reader, check, count

STORED = [
    Line(1, "customer", "one"),
    Line(2, "bot", "Hm?"),
    Line(3, "customer", "two"),
    Line(4, "bot", "Hm?"),
    Line(5, "system", "handoff.requested"),
    Line(6, "agent", "a note", public=False),
    Line(7, "agent", "hello"),
]


def right() -> History:
    """A history in which everything went well, with every kind of author and reader."""
    public = [line for line in STORED if line.public]
    return History(
        "c1",
        attempted=[
            ("customer", "one"),
            ("customer", "two"),
            ("customer", "never arrived"),
            ("agent", "a note"),
            ("agent", "hello"),
        ],
        promises=[Promise("customer", "one", 1), Promise("agent", "a note", 6), Promise("customer", "two", 3)],
        stored=list(STORED),
        readers=[
            Reader("widget", list(public)),
            Reader("second tab", public[2:], starts_after=2),
            Reader("console", list(STORED), reads_internal=True),
        ],
    )


def test_a_history_that_kept_its_word_has_no_problem() -> None:
    """Also if a message was attempted and never acknowledged, and if the bot says the same to two messages."""
    assert check(right()) == []
    assert count([]) == dict.fromkeys(KINDS, 0)


def test_who_asks_the_same_twice_may_get_the_same_twice() -> None:
    """Both questions were there before the bot answered the first."""
    said = [
        ("customer", "one"),
        ("bot", "Hm?"),
        ("customer", "two"),
        ("customer", "three"),
        ("bot", "Ah."),
        ("bot", "Ah."),
    ]
    lines = [Line(seq, author, text) for seq, (author, text) in enumerate(said, start=1)]
    attempted = [(author, text) for author, text in said if author == "customer"]
    assert check(History("c1", attempted, stored=lines)) == []
    thrice = [*lines, Line(7, "bot", "Ah.")]
    assert count(check(History("c1", attempted, stored=thrice)))["doubled"] == 1


def lose_stored(history: History) -> None:
    """As after a commit that was undone: the numbers close up, and the acknowledgement stands alone."""
    history.stored = [*history.stored[:2], *(replace(line, seq=line.seq - 1) for line in history.stored[3:])]
    history.readers = []


def leave_a_gap(history: History) -> None:
    del history.stored[3]
    history.readers = []


def store_again(history: History) -> None:
    history.stored.append(Line(8, "customer", "two"))
    history.readers = []


def number_twice(history: History) -> None:
    history.stored.insert(2, Line(2, "bot", "Again?"))
    history.readers = []


def answer_twice(history: History) -> None:
    history.stored = [*STORED[:4], Line(5, "bot", "Hm?")]
    history.promises, history.readers = [], []


def swap_stored(history: History) -> None:
    history.stored[0], history.stored[2] = Line(1, "customer", "two"), Line(3, "customer", "one")
    history.readers = []


def acknowledge_backwards(history: History) -> None:
    history.promises = [Promise("customer", "two", 3), Promise("customer", "one", 1)]


def renumber(history: History) -> None:
    history.promises[0] = Promise("customer", "one", 3)


def invent_stored(history: History) -> None:
    history.stored.append(Line(8, "customer", "words of nobody"))
    history.readers = []


def give_to_another_author(history: History) -> None:
    history.stored[6] = Line(7, "customer", "hello")
    history.readers = []


def hide_from_reader(history: History) -> None:
    del history.readers[0].seen[3]


def hide_the_end(history: History) -> None:
    history.readers[1].seen.pop()


def show_twice(history: History) -> None:
    history.readers[0].seen.insert(1, STORED[0])


def show_backwards(history: History) -> None:
    seen = history.readers[2].seen
    seen[2], seen[3] = seen[3], seen[2]


def show_other_words(history: History) -> None:
    history.readers[0].seen[0] = Line(1, "customer", "won")


def show_a_note_to_the_customer(history: History) -> None:
    history.readers[0].seen.insert(5, STORED[5])


def show_what_is_not_there(history: History) -> None:
    history.readers[0].seen.append(Line(8, "bot", "And?"))


WRONG: list[tuple[Callable[[History], None], Kind]] = [
    (lose_stored, "lost"),
    (leave_a_gap, "lost"),
    (hide_from_reader, "lost"),
    (hide_the_end, "lost"),
    (store_again, "doubled"),
    (number_twice, "doubled"),
    (answer_twice, "doubled"),
    (show_twice, "doubled"),
    (swap_stored, "out of order"),
    (acknowledge_backwards, "out of order"),
    (renumber, "out of order"),
    (show_backwards, "out of order"),
    (invent_stored, "invented"),
    (give_to_another_author, "invented"),
    (show_other_words, "invented"),
    (show_a_note_to_the_customer, "invented"),
    (show_what_is_not_there, "invented"),
]


@pytest.mark.parametrize(("spoil", "kind"), WRONG, ids=[spoil.__name__ for spoil, _ in WRONG])
def test_a_history_that_is_wrong_is_found_out(spoil: Callable[[History], None], kind: Kind) -> None:
    history = right()
    spoil(history)
    problems = check(history)
    assert count(problems)[kind], problems
    assert all(str(problem).startswith("c1, ") for problem in problems)
