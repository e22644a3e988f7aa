"""What a form has asked for, read and validated: the last word of the pipeline, because it knows the form.

It takes the place of a validation action: only valid, normalised values become entities, so a form never sees
another. A message with a value is `inform`; a failed try at one is `inform_wrong`.
"""

from __future__ import annotations

from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.intents import set_intent
from bot.form_values import Value, is_question, looks_like_a_try, says_little_else, values_in

# Left alone whatever else the message holds: a form ignores them too (`ignored_intents` in the domain).
LEAVES_THE_FORM = frozenset({"ask_person", "complaint", "abuse", "report_accident", "stop"})
# What ends the writing of a note: everything else belongs to the note, a complaint too.
LEAVES_THE_NOTE = frozenset({"ask_person", "abuse", "stop"})
FREE_TEXT = frozenset({"return_reason", "contact_note"})
# Neither a reason nor a note, when it is short.
SMALL_TALK = frozenset(
    {"affirm", "deny", "greet", "goodbye", "thanks", "is_bot", "capabilities", "smalltalk", "not_helped"}
)
SHORT_WORDS = 4
SURE = 1.0  # what ExplicitRequests sets


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FormValues(GraphComponent):
    """Adds the entities `order_number`, `email`, `return_reason` and `contact_note`."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._unsure_below = config["unsure_below"]
        self._offered = frozenset(config["offered_reasons"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"unsure_below": 0.5, "offered_reasons": []}

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
        form = tracker.active_loop_name if tracker else None
        requested = tracker.get_slot(REQUESTED_SLOT) if tracker and form else None
        for message in messages:
            if message.get(TEXT):
                self._read(message, form, requested)
        return messages

    def _read(self, message: Message, form: str | None, requested: str | None) -> None:
        text = message.get(TEXT).strip()
        values = values_in(text, requested)
        if requested in FREE_TEXT and (text in self._offered or _is_free_text(message, text, values, requested)):
            # A note keeps its own values: "order WW-12345" in it is not this form's business.
            values = [] if requested == "contact_note" else values
            values.append(Value(requested, text, 0, len(text)))
            _add(message, values)
            set_intent(message, "inform")
            return
        _add(message, values)
        if form:
            self._judge(message, values, text, requested)
        elif values and not _is_explicit(message) and says_little_else(text, values):
            set_intent(message, "inform" if any(v.entity == "order_number" for v in values) else "leave_contact")

    def _judge(self, message: Message, values: list[Value], text: str, requested: str | None) -> None:
        is_try = not values and not is_question(text) and looks_like_a_try(text, requested)
        if _is_explicit(message):
            return  # "a human for WW-48213"
        if values and says_little_else(text, values):
            set_intent(message, "inform")  # nothing but the value, whatever the classifier hears in its letters
        elif is_try and self._is_unsure(message):
            set_intent(message, "inform_wrong")
        elif values and _intent(message) not in LEAVES_THE_FORM and not is_question(text):
            set_intent(message, "inform")

    def _is_unsure(self, message: Message) -> bool:
        intent = message.get(INTENT) or {}
        return intent.get(INTENT_NAME_KEY) == "nlu_fallback" or intent[PREDICTED_CONFIDENCE_KEY] < self._unsure_below


def _is_free_text(message: Message, text: str, values: list[Value], requested: str) -> bool:
    """Whether the message is the reason or the note itself, and not a word on the way to it."""
    intent = _intent(message)
    if intent == "stop" and not _is_explicit(message):
        intent = None  # "I changed my mind" is a reason; only the plain word ends the form here
    if values and says_little_else(text, values):
        return False  # a correction of what was given before
    if len(text.split()) <= SHORT_WORDS and intent in SMALL_TALK:
        return False
    if requested == "contact_note":
        return intent not in LEAVES_THE_NOTE
    return intent not in LEAVES_THE_FORM and not is_question(text)


def _is_explicit(message: Message) -> bool:
    """Whether the words themselves have set the intent, not the classifier."""
    return float((message.get(INTENT) or {}).get(PREDICTED_CONFIDENCE_KEY, 0.0)) >= SURE


def _intent(message: Message) -> str | None:
    return (message.get(INTENT) or {}).get(INTENT_NAME_KEY)


def _add(message: Message, values: list[Value]) -> None:
    entities = [
        {"entity": v.entity, "value": v.value, "start": v.start, "end": v.end, "extractor": FormValues.__name__}
        for v in values
    ]
    message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
