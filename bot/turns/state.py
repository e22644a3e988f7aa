"""The dialogue state between two calls: a head and the last turn, about one kilobyte for a conversation of any length.

A rule of Rasa's covers at most one customer message. So the last turn and the head (slots and active form before it)
are enough; `tests/bot/channel/test_state.py` checks this against complete conversations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    LoopInterrupted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.turns.call import CallRefused

VERSION = 1
TURNS_KEPT = 1
CONVERSATION = "turn"  # Rasa needs a sender; no conversation is identified here.

# Left out of each event: texts, rankings, and values that differ each time the same turn runs.
_DROPPED = frozenset({"timestamp", "metadata", "text", "parse_data", "input_channel", "message_id", "policy"})

# All the events that our turns can produce; what the bot said is not needed to continue.
_KINDS = {
    kind.type_name: kind
    for kind in (
        ActionExecuted,
        ActionExecutionRejected,
        ActiveLoop,
        DefinePrevUserUtteredFeaturization,
        LoopInterrupted,
        SessionStarted,
        SlotSet,
    )
}


def fresh(domain: Domain) -> DialogueStateTracker:
    """A conversation without any messages. We start the session, so Rasa does not."""
    start = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), ActionExecuted(ACTION_LISTEN_NAME)]
    return _tracker(start, domain)


def unpack(state: Mapping[str, Any] | None, domain: Domain, model: str) -> DialogueStateTracker:
    """Restores the conversation. Raises `CallRefused` if the state is not one of ours."""
    if state is None:
        return fresh(domain)
    if state.get("v") != VERSION or not isinstance(state.get("events"), list):
        raise CallRefused("bad_state", f"state is not a dialogue state of version {VERSION}")
    try:
        events = [_read(fields) for fields in state["events"]]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise CallRefused("bad_state", "state contains an event that cannot be read") from error
    if state.get("model") != model:
        events = [event for event in events if _is_known(event, domain)]
    return _tracker(events, domain)


def pack(
    tracker: DialogueStateTracker, domain: Domain, model: str, turns_kept: int | None = TURNS_KEPT
) -> dict[str, Any]:
    """The state for the next call; `turns_kept=None` keeps the whole conversation (for tests)."""
    events = tracker.applied_events()
    cut = _cut(events, turns_kept)
    kept = (*_head(_tracker(events[:cut], domain), domain), *events[cut:]) if cut else events
    return {"v": VERSION, "model": model, "events": [_written(e) for e in kept if not isinstance(e, BotUttered)]}


def _tracker(events: Iterable[Event], domain: Domain) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(CONVERSATION, list(events), domain.slots)


def _cut(events: Sequence[Event], turns_kept: int | None) -> int:
    messages = [i for i, event in enumerate(events) if isinstance(event, UserUttered)]
    if turns_kept is None or len(messages) <= turns_kept:
        return 0
    return messages[-turns_kept] if turns_kept else len(events)


def _head(before: DialogueStateTracker, domain: Domain) -> list[Event]:
    """The time before the cut. There are two listens: with one, rules for the start of a conversation would fire."""
    head: list[Event] = [ActionExecuted(ACTION_LISTEN_NAME)]
    initial = {slot.name: slot.initial_value for slot in domain.slots}
    head += [SlotSet(n, v) for n, v in before.current_slot_values().items() if v != initial.get(n)]
    if before.active_loop_name:
        head.append(ActiveLoop(before.active_loop_name))
        if before.active_loop and before.active_loop.rejected:
            head.append(ActionExecutionRejected(before.active_loop_name))
    return [*head, ActionExecuted(ACTION_LISTEN_NAME)]


def _written(event: Event) -> dict[str, Any]:
    fields = {key: value for key, value in event.as_dict().items() if key not in _DROPPED and value is not None}
    if isinstance(event, SlotSet):
        fields["value"] = event.value
    if isinstance(event, UserUttered):
        entities = [{"entity": e["entity"], "value": e["value"]} for e in event.entities]
        return {"event": "user", "intent": event.intent.get("name"), "entities": entities}
    return fields


def _read(fields: Mapping[str, Any]) -> Event:
    if fields["event"] == "user":
        return UserUttered(None, {"name": fields["intent"], "confidence": 1.0}, list(fields["entities"]))
    # `Event.from_parameters` would search all of Rasa's classes for each event.
    return _KINDS[fields["event"]]._from_parameters(dict(fields))  # noqa: SLF001


def _is_known(event: Event, domain: Domain) -> bool:
    """Whether the loaded model has this slot or form; the state may come from another model."""
    if isinstance(event, SlotSet):
        return event.key in {slot.name for slot in domain.slots}
    if isinstance(event, ActiveLoop):
        return event.name is None or event.name in domain.form_names
    return True
