"""Lets customers go first: work that nobody waits for in a chat pauses while a customer's question is worked on.

Both run in one process and share the interpreter, so a thread that never pauses would double the time of an answer.
"""

import contextlib
import threading
from collections.abc import Iterator

LONGEST_PAUSE_SECONDS = 0.1  # at a time: under constant load the work goes on, slowly


class Courtesy:
    """`asking` is entered on the event loop alone; `give_way` is called on the thread that can wait."""

    def __init__(self) -> None:
        self.asked = 0
        """How many questions customers have asked."""
        self._in_hand = 0
        self._nobody = threading.Event()
        self._nobody.set()

    @contextlib.contextmanager
    def asking(self) -> Iterator[None]:
        self.asked += 1
        self._in_hand += 1
        self._nobody.clear()
        try:
            yield
        finally:
            self._in_hand -= 1
            if self._in_hand == 0:
                self._nobody.set()

    def give_way(self) -> None:
        self._nobody.wait(LONGEST_PAUSE_SECONDS)
