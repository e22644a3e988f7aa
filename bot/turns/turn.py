"""One turn as a function: (dialogue state, message) -> (steps, new state). Nothing stays behind.

Rasa hides errors inside a turn: an action that raises counts as done, and an interrupted loop only logs. So the turn is
checked afterwards; an incomplete one raises `TurnFailed` instead of returning nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as NOT_UNDERSTOOD
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.form_values import ASKS_TOO
from bot.turns.call import Call, CallRefused, Outcome
from bot.turns.state import CONVERSATION, TURNS_KEPT, pack, unpack

INTENTS_TOLD = 5

# After these effects, `chat` calls again with the outcome; until then the form's values are still needed.
AWAITS_OUTCOME = frozenset({"call", "look_up", "check_return", "register_return", "save_contact"})
# Values that forms and outcomes fill are cleared when a form ends, so that a question about another order never looks
# up the previous one. The e-mail stays.
KEPT = "email"
REFUSED = "refused_order"
# Outcomes about an order that the customer has proved to be theirs: from then on "it" means this order.
KNOWS_ORDER = frozenset({"order_found", "return_possible", "return_registered", "return_known", "return_refused"})
# Whether the customer has rejected an answer: after the second time, a person takes over.
ANSWER_REJECTED = {
    "not_helped": True, "thanks": False, "affirm": False, "okay": False, "greet": False, "goodbye": False,
}  # fmt: skip
MOST_TRIES_COUNTED = 2


class TurnFailed(RuntimeError):
    """The turn failed inside Rasa; `chat` hands the conversation to a person."""


class Steps(OutputChannel):
    """Collects the responses, in order, as steps."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "baton"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        if message.get("text"):
            buttons = [{"title": b["title"], "payload": b["payload"]} for b in message.get("buttons") or []]
            self.steps.append({"text": message["text"], **({"buttons": buttons} if buttons else {})})
        if message.get("custom"):
            self.steps.append(dict(message["custom"]))


@dataclass(frozen=True)
class Understood:
    """NLU's result for the message; an outcome needs no NLU."""

    intent: Mapping[str, Any]
    entities: Sequence[Mapping[str, Any]]
    ranking: Sequence[Mapping[str, Any]]
    in_scope: float
    asks_too: bool = False


async def take_turn(
    processor: MessageProcessor, call: Call, model: str, *, turns_kept: int | None = TURNS_KEPT
) -> dict[str, Any]:
    """The answer to one call. The same call always returns the same bytes."""
    domain, output = processor.domain, Steps()
    tracker = unpack(call.state, domain, model)
    _set_slots(tracker, call.slots, domain)
    if call.language is not None:
        _change(tracker, domain, {"language": call.language})
    understood = await _understand(processor, call, tracker, output)
    _prepare(tracker, domain, str(understood.intent["name"]))
    message = UserUttered(None, dict(understood.intent), [dict(e) for e in understood.entities])
    message.message_id = call.message_id
    tracker.update(message, domain)
    before = len(tracker.events)
    await processor.run_action_extract_slots(output, tracker)
    await processor._run_prediction_loop(output, tracker)  # noqa: SLF001  (Rasa's only private name here; pinned)
    _check(tracker, list(tracker.events)[before:], output.steps)
    _tidy(tracker, domain, output.steps)
    return {
        "steps": _with_question(output.steps) if understood.asks_too else output.steps,
        "intent": _told(understood.intent),
        "intents": [_told(intent) for intent in understood.ranking[:INTENTS_TOLD]],
        "in_scope": round(understood.in_scope, 4),
        "entities": [{"entity": e["entity"], "value": e["value"]} for e in understood.entities],
        "form": tracker.active_loop_name,
        "state": pack(tracker, domain, model, turns_kept),
        "model": model,
    }


def _told(intent: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": intent["name"], "confidence": round(float(intent["confidence"]), 4)}


def _set_slots(tracker: DialogueStateTracker, slots: Mapping[str, Any], domain: Domain) -> None:
    known = {slot.name for slot in domain.slots}
    for name, value in slots.items():
        if name not in known:
            raise CallRefused("unknown_slot", "slots names a slot that the model does not have")
        tracker.update(SlotSet(name, value), domain)


async def _understand(
    processor: MessageProcessor, call: Call, tracker: DialogueStateTracker, output: Steps
) -> Understood:
    if call.event is not None:
        return _outcome(call.event, processor.domain)
    given = {"vector": call.vector, "multilingual": call.multilingual}
    metadata = {name: vector for name, vector in given.items() if vector is not None}
    parsed = await processor.parse_message(UserMessage(call.text, output, CONVERSATION, metadata=metadata), tracker)
    ranking = [intent for intent in parsed.get("intent_ranking", []) if intent["name"] != NOT_UNDERSTOOD]
    asks_too = bool(parsed.get(ASKS_TOO))
    return Understood(parsed["intent"], parsed["entities"], ranking, parsed.get("in_scope", 0.0), asks_too)


def _outcome(event: Outcome, domain: Domain) -> Understood:
    if event.name not in domain.intents:
        raise CallRefused("unknown_event", "event.name is not an outcome or an intent that the model has")
    unknown = set(event.entities) - set(domain.entities)
    if unknown:
        raise CallRefused("unknown_entity", "event.entities names an entity that the model does not have")
    entities: list[Mapping[str, Any]] = [{"entity": name, "value": value} for name, value in event.entities.items()]
    # A value that was not found is asked for again, whatever `chat` has put into the slots.
    entities += [{"entity": "order_number", "value": None}] if event.name == "order_not_found" else []
    return Understood({"name": event.name, "confidence": 1.0}, entities, [], 1.0)


def _prepare(tracker: DialogueStateTracker, domain: Domain, intent: str) -> None:
    """Slots that responses need before this message is processed."""
    form = tracker.active_loop_name
    tries = min(MOST_TRIES_COUNTED, int(tracker.get_slot("failed_tries") or 0) + 1)
    changes = {"form_open": form is not None, "failed_tries": float(tries if form and intent == "inform_wrong" else 0)}
    # asked for again; if only the address was wrong, the number need not be typed again
    if intent == "order_not_found":
        changes[REFUSED] = tracker.get_slot("order_number")
    _change(tracker, domain, changes)


def _with_question(steps: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The steps, with the question beside a form's values first. A handoff includes the question anyway."""
    if any(step.get("effect") in ("ask_knowledge", "hand_over") for step in steps):
        return list(steps)
    return [{"effect": "ask_knowledge"}, *steps]


def _check(tracker: DialogueStateTracker, events: Sequence[Event], steps: Sequence[Mapping[str, Any]]) -> None:
    """Raises `TurnFailed` for errors that Rasa only logs."""
    actions = [i for i, event in enumerate(events) if isinstance(event, ActionExecuted)]
    for this, following in itertools.pairwise(actions):
        if following == this + 1:
            raise TurnFailed("an action did nothing")
    if tracker.latest_action_name != ACTION_LISTEN_NAME:
        raise TurnFailed("the turn did not end")
    if not steps:
        raise TurnFailed("the turn has no steps")


def _tidy(tracker: DialogueStateTracker, domain: Domain, steps: Sequence[Mapping[str, Any]]) -> None:
    """Clears values that were meant for this turn only, so that the next one does not use them."""
    changes: dict[str, Any] = {"last_decision": None}
    intent = tracker.latest_message.intent.get("name") if tracker.latest_message else None
    if intent in KNOWS_ORDER:
        changes["last_order"] = tracker.get_slot("order_number")
    waiting = any(step.get("effect") in AWAITS_OUTCOME for step in steps)
    if not waiting and not tracker.active_loop_name:
        changes |= dict.fromkeys(_form_values(domain))
    if intent in ANSWER_REJECTED:
        changes["answer_rejected"] = ANSWER_REJECTED[intent]
    _change(tracker, domain, changes)


def _form_values(domain: Domain) -> list[str]:
    """The slots that are filled from a message or an outcome."""
    filled = [s.name for s in domain.slots if any(mapping.get("type") == "from_entity" for mapping in s.mappings)]
    return [*(name for name in filled if name != KEPT), REFUSED]


def _change(tracker: DialogueStateTracker, domain: Domain, changes: Mapping[str, Any]) -> None:
    known = {slot.name for slot in domain.slots}
    for name, value in changes.items():
        if name in known and tracker.get_slot(name) != value:
            tracker.update(SlotSet(name, value), domain)
