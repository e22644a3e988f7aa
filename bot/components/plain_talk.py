"""The meaning of messages of a few words or signs, and of a question beside words of courtesy.

In both cases the classifier would find a definite intent where there is none: "?" is not a yes, and "Good morning! Do
you deliver to Malta? Thanks!" is more than thanks.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.intents import set_intent
from bot.messages.courtesies import matter_of
from bot.messages.form_values import is_question
from bot.messages.short_messages import meaning_of

FALLBACK = "nlu_fallback"
COURTESIES = frozenset({"greet", "goodbye", "thanks", "okay"})
# These intents ask nothing: if the message contains a question, the intent is wrong.
ASKS_NOTHING = COURTESIES | {"affirm", "deny", "hold_on", "telling"}
TALK = frozenset({"smalltalk", "is_bot", "capabilities", "pardon"})
FEWEST_WORDS = 3


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlainTalk(GraphComponent):
    """Sets the intent of a message too short for the classifier; removes a courtesy intent from a message that asks
    something.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlainTalk:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            if (meaning := meaning_of(text)) is not None:
                set_intent(message, meaning)
            elif _name(message) in ASKS_NOTHING and _asks_something(text):
                self._hear_again(message)
        return messages

    def _hear_again(self, message: Message) -> None:
        """Talk about the bot gets its own reply if it is the likeliest of what asks; the rest goes to the articles."""
        others = [
            o for o in message.get(INTENT_RANKING_KEY) or [] if o[INTENT_NAME_KEY] not in (FALLBACK, "ask_person")
        ]
        asking = next((o[INTENT_NAME_KEY] for o in others if o[INTENT_NAME_KEY] not in ASKS_NOTHING), None)
        if asking in TALK:
            set_intent(message, asking)
            return
        set_aside = {INTENT_NAME_KEY: FALLBACK, PREDICTED_CONFIDENCE_KEY: message.get(INTENT)[PREDICTED_CONFIDENCE_KEY]}
        message.set(INTENT, set_aside, add_to_output=True)
        message.set(INTENT_RANKING_KEY, [set_aside, *others], add_to_output=True)


def _name(message: Message) -> str | None:
    return (message.get(INTENT) or {}).get(INTENT_NAME_KEY)


def _asks_something(text: str) -> bool:
    matter = matter_of(text)
    return is_question(matter) and len(matter.split()) >= FEWEST_WORDS
