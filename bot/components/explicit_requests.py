"""Explicit requests, which must not depend on a classifier: for a person at any time, and to stop within a form."""

from __future__ import annotations

from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.intents import set_intent
from bot.person_requests.explicit_requests import asks_for_a_call, asks_for_person, asks_to_stop
from bot.wordings.wordings import all_wordings, asks_for_person_in, is_only_a_request


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ExplicitRequests(GraphComponent):
    """Sets `ask_person` or `stop` with confidence 1 if the words are unambiguous."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._notes = frozenset(name for name, given in config["values"].items() if given.get("note"))

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"values": {}}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ExplicitRequests:
        all_wordings()  # read now, not in the first turn
        return cls(config)

    def process(self, messages: list[Message], tracker: Optional[DialogueStateTracker] = None) -> list[Message]:  # noqa: UP045 (Rasa reads it)
        for message in messages:
            text = message.get(TEXT) or ""
            if asks_for_person(text) or self._asks_otherwise(text, tracker):
                set_intent(message, "ask_person")
            elif tracker and tracker.active_loop_name and asks_to_stop(text):
                set_intent(message, "stop")
        return messages

    def _asks_otherwise(self, text: str, tracker: DialogueStateTracker | None) -> bool:
        """For a call, or in another language. In a note, such words are mostly part of the note."""
        if self._writes_a_note(tracker):
            return is_only_a_request(text)
        return asks_for_a_call(text) or asks_for_person_in(text) is not None

    def _writes_a_note(self, tracker: DialogueStateTracker | None) -> bool:
        """In a note, "please call me" is part of the note, not a new request."""
        return tracker is not None and tracker.get_slot(REQUESTED_SLOT) in self._notes
