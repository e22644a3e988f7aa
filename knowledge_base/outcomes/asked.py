"""A customer's question as an editor may use it: what was asked, and what is known about its answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """`nearest` is the article that was nearest to it then; `right_for` the one that somebody chose or used for it.

    `answered_wrongly`: the bot's answer did not help.
    """

    question: str
    nearest: str | None
    right_for: str | None
    answered_wrongly: bool
