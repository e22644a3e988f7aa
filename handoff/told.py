"""What a customer is told when she joins the queue: never only to wait, where waiting is long or may be in vain."""

from handoff.handoff import Place

WAITING = "You are in the queue for a person."
LONG_WAIT = "You are in the queue for a person, which may take {low} to {high} minutes."
NOBODY_THERE = "Nobody is here right now, but you are in the queue."
CLOSING = "We close at {time} and may not get to you before then."
OTHER_WAYS = (
    "You can wait, leave your e-mail address or phone number so that we get back to you, or go back to the bot."
)


def told_text(place: Place | None) -> str:
    """In the words of the place that she has."""
    sentences = [_standing(place)]
    if place is not None and place.closing is not None:
        sentences.append(CLOSING.format(time=place.closing.on_the_wall()))
    if sentences != [WAITING]:
        sentences.append(OTHER_WAYS)
    return " ".join(sentences)


def _standing(place: Place | None) -> str:
    if place is None or place.agents_available == 0:
        return NOBODY_THERE
    if place.long_wait and place.wait_seconds is not None:
        low, high = (round(seconds / 60) for seconds in place.wait_seconds)
        return LONG_WAIT.format(low=low, high=high)
    return WAITING
