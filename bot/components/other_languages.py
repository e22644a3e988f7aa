"""Understands messages in other languages than English, by the multilingual sentence vector.

The classifiers before it know only English, so what they say of a German message is chance. `chat` sends the
conversation's language: in a language with training sentences (`nlu/de/` of the base and the packs) a classifier of
its own decides; in any other, everything goes to the articles. Requests for a person are recognised in all of them, and
so are greetings, thanks, yes and no that are the whole message (`bot/wordings`).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Optional

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.intents import IN_SCOPE, set_intent
from bot.components.learner import Learner
from bot.intents.language_intents import LanguageIntents, learn
from bot.intents.vectors import FILE_VARIABLE, read_multilingual, unit
from bot.packs.languages import TABLE
from bot.wordings.short_words import all_short_words, meaning_in

ENGLISH, FALLBACK, LANGUAGE_SLOT = "en", "nlu_fallback", "language"
COURTESIES = frozenset({"greet", "thanks", "goodbye"})
FILE = "other_languages.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class OtherLanguages(Learner[LanguageIntents]):
    """Replaces the intent of a message that is not English; an intent below `threshold` becomes nlu_fallback."""

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, model_storage, resource)
        all_short_words()  # read now, not in the first turn

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"threshold": 0.5}

    def train(self, training_data: TrainingData) -> Resource:
        path = os.environ.get(FILE_VARIABLE)
        vectors = read_multilingual(Path(path)) if path else {}
        rows = [
            (language, intent, vectors[text])
            for table in training_data.lookup_tables
            if str(table["name"]).startswith(f"{TABLE}/")
            for _, language, intent in [str(table["name"]).split("/")]
            for text in table["elements"]
            if text in vectors
        ]
        if rows:
            self.learned = learn(rows)
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(folder / FILE, **(self.learned.arrays() if self.learned else {}))
        return self._resource

    @staticmethod
    def read(folder: Path) -> LanguageIntents | None:
        with np.load(folder / FILE, allow_pickle=False) as arrays:
            return LanguageIntents.of(dict(arrays)) if arrays.files else None

    def process(self, messages: list[Message], tracker: Optional[DialogueStateTracker] = None) -> list[Message]:  # noqa: UP045 (Rasa reads it)
        language = _language(tracker)
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            if language != ENGLISH:
                self._judge(message, text, language)
            elif tracker and _name(message) == FALLBACK and (meaning := meaning_in(text, None)) in COURTESIES:
                set_intent(message, str(meaning))  # "Hola", before anything is known of the language
        return messages

    def _judge(self, message: Message, text: str, language: str) -> None:
        message.set(IN_SCOPE, 1.0, add_to_output=True)  # the English estimate means nothing here
        if (meaning := meaning_in(text, language)) is not None:
            message.set(INTENT_RANKING_KEY, [], add_to_output=True)
            set_intent(message, meaning)
            return
        ranking = self._ranking(message, language)
        best = ranking[0]
        if best[PREDICTED_CONFIDENCE_KEY] < self._threshold and best[INTENT_NAME_KEY] != FALLBACK:
            best = {INTENT_NAME_KEY: FALLBACK, PREDICTED_CONFIDENCE_KEY: best[PREDICTED_CONFIDENCE_KEY]}
            ranking = [best, *(each for each in ranking if each[INTENT_NAME_KEY] != FALLBACK)]
        message.set(INTENT, best, add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)

    def _ranking(self, message: Message, language: str) -> list[dict[str, Any]]:
        """The intents with their probabilities; only nlu_fallback where there is nothing to go by."""
        vector = (message.get("metadata") or {}).get("multilingual")
        if vector is None or self.learned is None or language not in self.learned.languages:
            return [{INTENT_NAME_KEY: FALLBACK, PREDICTED_CONFIDENCE_KEY: 0.0}]
        chances = self.learned.chances(unit(vector))
        return [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: chance} for name, chance in chances]


def _language(tracker: DialogueStateTracker | None) -> str:
    """English where nobody says otherwise."""
    if tracker is None or LANGUAGE_SLOT not in tracker.slots:
        return ENGLISH
    return str(tracker.get_slot(LANGUAGE_SLOT) or ENGLISH)


def _name(message: Message) -> str | None:
    return (message.get(INTENT) or {}).get(INTENT_NAME_KEY)
