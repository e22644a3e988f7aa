"""Reads and validates the values that a form asked for. It is the last component of the pipeline, because it knows the
form.

It replaces a validation action: only valid, normalised values become entities, so a form never sees invalid ones. A
message with a value gets the intent `inform`; a failed attempt gets `inform_wrong`. Outside of forms it remembers which
order was mentioned, so that "it" has a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.intents import IN_SCOPE, set_intent
from bot.messages.confirmations import CONFIRMED, read_yes_or_no
from bot.messages.form_values import (
    EMAIL,
    SMALL_TALK,
    Value,
    is_question,
    lacks_it,
    looks_like_a_try,
    patterns_of,
    question_beside,
    says_little_else,
    says_nothing_else,
    values_in,
)
from bot.messages.short_messages import is_rubbish
from bot.orders.order_talk import asks_to_send_it_back, asks_where_it_is, means_the_same, names_another, withdraws
from bot.orders.return_answers import Said, read_confirmation, read_reason

ASKS_TOO = "asks_too"
# Never changed, whatever else the message contains: forms ignore these intents too (`ignored_intents` in the domain).
ALARMS = frozenset({"report_accident", "report_danger", "report_fraud", "legal_threat"})
LEAVES_THE_FORM = ALARMS | {"ask_person", "complaint", "abuse", "stop"}
# Intents that end the writing of a note. Everything else belongs to the note, even a complaint.
LEAVES_THE_NOTE = frozenset({"ask_person", "abuse", "stop"})
RETURN_FORMS = frozenset({"return_form", "return_details_form"})
# Intents that may refer to "it", the order mentioned before. Other intents have another topic, whatever their words.
ABOUT_AN_ORDER = frozenset({"track_order", "ask_delivery_time", "nlu_fallback", "pardon", "hold_on"})
ABOUT_A_RETURN = frozenset({"start_return", "ask_return", "nlu_fallback", "cancel_order", "change_order", "ask_refund"})
SHORT_WORDS = 4
SURE = 1.0  # set by PlainTalk and ExplicitRequests
SURE_OF_A_PERSON = 0.75  # just under the threshold of PersonRequestClassifier
OUT_OF_SCOPE = 0.3


@dataclass(frozen=True)
class _Asked:
    """The state of the conversation before the message."""

    form: str | None = None
    requested: str | None = None
    last_order: str | None = None
    refused_order: str | None = None

    @classmethod
    def of(cls, tracker: DialogueStateTracker | None) -> _Asked:
        if tracker is None:
            return cls()
        form = tracker.active_loop_name
        requested = tracker.get_slot(REQUESTED_SLOT) if form else None
        known = {name: slot.value for name, slot in tracker.slots.items()}
        return cls(form, requested, known.get("last_order"), known.get("refused_order"))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FormValues(GraphComponent):
    """Adds the values as entities: `email`, those that packs describe in `values`, and the answers of a return."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._unsure_below = config["unsure_below"]
        self._patterns = patterns_of(config["values"])
        self._readable = frozenset({EMAIL, *(pattern.entity for pattern in self._patterns)})
        self._notes = frozenset(name for name, given in config["values"].items() if given.get("note"))
        # A confirmation, and the values that it is about: they can be given anew instead of a yes.
        self._confirmations = {
            name: given["confirms"] for name, given in config["values"].items() if "confirms" in given
        }
        self._alone = {name: given["alone"] for name, given in config["values"].items() if given.get("alone")}
        self._offered = frozenset(reason.lower() for reason in config["offered_reasons"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"unsure_below": 0.5, "offered_reasons": [], "values": {}}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FormValues:
        return cls(config)

    def process(self, messages: list[Message], tracker: Optional[DialogueStateTracker] = None) -> list[Message]:  # noqa: UP045 (Rasa reads it)
        asked = _Asked.of(tracker)
        for message in messages:
            if message.get(TEXT):
                self._read(message, message.get(TEXT).strip(), asked)
        return messages

    def _read(self, message: Message, text: str, asked: _Asked) -> None:
        values = [*values_in(text, asked.requested, self._patterns), *self._meant_values(text, asked)]
        if asked.form is None:
            _add(message, [*values, *self._outside(message, text, values, asked)])
        elif _is_explicit(message) and _intent(message) in LEAVES_THE_FORM:
            _add(message, values)  # "a human for WW-48213"
        elif asked.requested in self._notes:
            self._read_note(message, text, values, str(asked.requested))
        elif asked.form in RETURN_FORMS and not values and withdraws(text):
            set_intent(message, "stop")
        elif asked.form == "return_details_form":
            self._read_details(message, text, values, asked)
        elif asked.requested in self._confirmations:
            about = [
                name for name in self._confirmations[str(asked.requested)] if name not in {v.entity for v in values}
            ]
            anew = [v for name in about for v in values_in(text, name, self._patterns) if v.entity == name]
            self._read_confirmation(message, text, [*values, *anew], str(asked.requested))
        else:
            _add(message, values)
            self._judge(message, values, text, asked.requested)

    def _read_confirmation(self, message: Message, text: str, values: list[Value], confirmation: str) -> None:
        """Another value instead of a yes is taken over, and the question asked again with it."""
        said = None if values else read_yes_or_no(text, _intent(message))
        if said is None:
            _add(message, values)
            self._judge(message, values, text, confirmation)
            return
        if said == "inform":
            _add(message, [Value(confirmation, CONFIRMED, 0, len(text))])
        set_intent(message, said)

    def _read_note(self, message: Message, text: str, values: list[Value], note: str) -> None:
        """A note keeps its own values: "order WW-12345" inside it is not for this form."""
        only_values = bool(values) and says_little_else(text, values)
        short = len(text.split()) <= SHORT_WORDS and _intent(message) in SMALL_TALK
        stops = _intent(message) in LEAVES_THE_NOTE and (_intent(message) != "stop" or _is_explicit(message))
        if only_values or short or stops:
            _add(message, values)
            self._judge(message, values, text, note)
            return
        _add(message, [Value(note, text, 0, len(text))])
        set_intent(message, "inform")

    def _read_details(self, message: Message, text: str, values: list[Value], asked: _Asked) -> None:
        """The reason of a return, or the yes or no to its summary; number and address are already known."""
        if values and _intent(message) not in LEAVES_THE_FORM:
            _add(message, values)
            _flag_question(message, text, values)
            set_intent(message, "correct")
            return
        offered = text.lower().strip(" .!") in self._offered
        said = Said(text, _intent(message), _confidence(message), offered)
        read = read_reason if asked.requested == "return_reason" else read_confirmation
        answer = read(said)
        _add(message, list(answer.values))
        if answer.intent is not None:
            set_intent(message, answer.intent)
        elif self._makes_no_sense(message, text):
            set_intent(message, "inform_wrong")

    def _judge(self, message: Message, values: list[Value], text: str, requested: str | None) -> None:
        is_try = not values and not is_question(text) and looks_like_a_try(text, requested)
        if values and says_little_else(text, values):
            set_intent(message, "inform")  # only the value, whatever intent the classifier sees in its letters
        elif not values and requested in self._readable and _intent(message) == "a_number":
            set_intent(message, "inform_wrong")
        elif not values and requested in self._readable and lacks_it(text):
            set_intent(message, "lacks_it")
        elif _is_explicit(message):
            return
        elif is_try and self._is_unsure(message):
            set_intent(message, "inform_wrong")
        elif values and _intent(message) not in LEAVES_THE_FORM:
            if not _flag_question(message, text, values):
                set_intent(message, "inform")
        elif self._makes_no_sense(message, text):
            set_intent(message, "inform_wrong")

    def _is_unsure(self, message: Message) -> bool:
        return _intent(message) == "nlu_fallback" or _confidence(message) < self._unsure_below

    def _makes_no_sense(self, message: Message, text: str) -> bool:
        """Nonsense within a form is a failed attempt at the value, not a question for the articles."""
        if is_question(text) or _is_explicit(message):
            return False
        outside = float(message.get(IN_SCOPE, 1.0)) < OUT_OF_SCOPE
        return is_rubbish(text) or (_intent(message) == "nlu_fallback" and outside)

    def _outside(self, message: Message, text: str, values: list[Value], asked: _Asked) -> list[Value]:
        """Outside of a form, a value alone starts one, and "it" is the order mentioned before. Returns the values."""
        if _intent(message) == "a_number":
            return self._read_bare_number(message, text)
        if _is_explicit(message) and _intent(message) not in ("pardon", "hold_on"):
            return []
        unheard = _intent(message) == "nlu_fallback" and says_little_else(text, values)
        if values and (unheard or says_nothing_else(text, values)):
            meant = [intent for entity, intent in self._alone.items() if any(v.entity == entity for v in values)]
            if meant:
                set_intent(message, meant[0])
        known = asked.last_order
        if known is None or names_another(text) or any(v.entity == "order_number" for v in values):
            return []
        if _intent(message) in ABOUT_A_RETURN and (_intent(message) == "start_return" or asks_to_send_it_back(text)):
            set_intent(message, "start_return")
        elif _intent(message) == "track_order" or (_intent(message) in ABOUT_AN_ORDER and asks_where_it_is(text)):
            set_intent(message, "track_order")
        else:
            return []
        return [Value("order_number", known, 0, 0)]

    def _meant_values(self, text: str, asked: _Asked) -> list[Value]:
        """The order meant without a number: the one mentioned before, or the one whose look-up failed."""
        if asked.requested != "order_number":
            return []
        found = {value.entity for value in values_in(text, asked.requested, self._patterns)}
        if "email" in found and "order_number" not in found and asked.refused_order:
            return [Value("order_number", asked.refused_order, 0, 0)]
        if not found and asked.last_order and means_the_same(text):
            return [Value("order_number", asked.last_order, 0, 0)]
        return []

    def _read_bare_number(self, message: Message, text: str) -> list[Value]:
        """A number alone may be a value that starts a form."""
        for entity, intent in self._alone.items():
            found = [value for value in values_in(text, entity, self._patterns) if value.entity == entity]
            if found:
                set_intent(message, intent)
                return found
        return []


def _flag_question(message: Message, text: str, values: list[Value]) -> bool:
    """Records a question beside the values, which the form would ignore: `bot.turns.turn` asks the articles too."""
    asks_too = question_beside(text, values) is not None and _intent(message) not in SMALL_TALK | LEAVES_THE_FORM
    if asks_too:
        message.set(ASKS_TOO, True, add_to_output=True)
    return asks_too


def _is_explicit(message: Message) -> bool:
    """Whether the words themselves set the intent, or the recogniser of requests for a person, not the classifier."""
    return _confidence(message) >= (SURE_OF_A_PERSON if _intent(message) == "ask_person" else SURE)


def _confidence(message: Message) -> float:
    return float((message.get(INTENT) or {}).get(PREDICTED_CONFIDENCE_KEY, 0.0))


def _intent(message: Message) -> str | None:
    return (message.get(INTENT) or {}).get(INTENT_NAME_KEY)


def _add(message: Message, values: list[Value]) -> None:
    entities = [
        {"entity": v.entity, "value": v.value, "start": v.start, "end": v.end, "extractor": FormValues.__name__}
        for v in values
    ]
    message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
