"""Rasa's fallback with a threshold for each intent, because a wrong handoff costs more than a wrong greeting."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Fallback(FallbackClassifier):
    """`thresholds: {intent: probability}` for the intents that differ from `threshold`."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**FallbackClassifier.get_default_config(), "ambiguity_threshold": 0.0, "thresholds": {}}

    def _should_fallback(self, message: Message) -> bool:
        intent = message.data[INTENT]
        thresholds = self.component_config["thresholds"]
        least = thresholds.get(intent[INTENT_NAME_KEY], self.component_config["threshold"])
        return bool(intent[PREDICTED_CONFIDENCE_KEY] < least)
