"""What a customer is told when she joins the queue: never only to wait, where waiting is long or nobody is there."""

from conversations.timeline import Wording, Words
from handoff.handoff import Place
from handoff.waiting import LONG_WAIT_SECONDS

WAITING = Wording("You are in the queue for a person.", "waiting")
LONG_WAIT = Wording(
    "You are in the queue for a person, which may take {low} to {high} minutes. You can wait, leave your e-mail "
    "address so that we write back, or go back to the bot.",
    "long_wait",
)
NOBODY_THERE = Wording(
    "Nobody is here right now, but you are in the queue. You can wait, leave your e-mail address so that we write "
    "back, or go back to the bot.",
    "nobody_there",
)


def told_text(place: Place | None) -> Words:
    """In the words of the place that she has."""
    if place is None or place.agents_available == 0:
        return NOBODY_THERE.fill()
    if place.wait_seconds is not None and place.wait_seconds[1] > LONG_WAIT_SECONDS:
        low, high = (round(seconds / 60) for seconds in place.wait_seconds)
        return LONG_WAIT.fill(low=low, high=high)
    return WAITING.fill()
