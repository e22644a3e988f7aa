"""A customer's question as an editor may use it: what was asked, and what is known about its answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """`right_for` is the article that somebody chose or used for it; `answered_wrongly`: the bot's own did not help."""

    question: str
    right_for: str | None
    answered_wrongly: bool
