"""What a customer is told when they join the queue. If the wait is long or may be in vain, it names other options."""

from conversations.timeline import Wording, Words
from handoff.queue.position import QueuePosition

_OTHER_WAYS = (
    "You can wait, leave your e-mail address or phone number so that we get back to you, or go back to the bot."
)
_NOBODY = "Nobody is here right now, but you are in the queue."
_LONG = "You are in the queue for a person, which may take {low} to {high} minutes."
_CLOSING = "We close at {time} and may not get to you before then."

WAITING = Wording("You are in the queue for a person.", "waiting")
CLOSING = Wording(f"You are in the queue for a person. {_CLOSING} {_OTHER_WAYS}", "closing")
LONG_WAIT = Wording(f"{_LONG} {_OTHER_WAYS}", "long_wait")
LONG_WAIT_CLOSING = Wording(f"{_LONG} {_CLOSING} {_OTHER_WAYS}", "long_wait_closing")
NOBODY_THERE = Wording(f"{_NOBODY} {_OTHER_WAYS}", "nobody_there")
NOBODY_THERE_CLOSING = Wording(f"{_NOBODY} {_CLOSING} {_OTHER_WAYS}", "nobody_there_closing")


def queued_text(position: QueuePosition | None) -> Words:
    """Returns the text for a customer at this queue position."""
    if position is None:
        return NOBODY_THERE.fill()
    closes = {} if position.closing is None else {"time": position.closing.on_the_wall()}
    if position.agents_available == 0:
        return (NOBODY_THERE_CLOSING if closes else NOBODY_THERE).fill(**closes)
    if position.long_wait and position.wait_seconds is not None:
        low, high = (round(seconds / 60) for seconds in position.wait_seconds)
        return (LONG_WAIT_CLOSING if closes else LONG_WAIT).fill(low=low, high=high, **closes)
    return (CLOSING if closes else WAITING).fill(**closes)
