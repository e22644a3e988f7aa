"""How likely it is that a message belongs to any intent at all, as `in_scope` in 0..1.

The classifier's probability alone is sure of itself far from everything it has seen. Joined with the cosine to the
nearest training sentence it tells the strange from the known better.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.intents import ranking_of
from bot.components.sentence_vectors import SentenceVectors, vector_of
from bot.vectors import Vectors

KEY = "in_scope"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class InScope(IntentClassifier, GraphComponent):
    """Keeps the training sentences' vectors and scores each message against them."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [SentenceVectors]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"out_of_scope_intent": "out_of_scope"}

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, known: Vectors | None = None
    ) -> None:
        self._outside = config["out_of_scope_intent"]
        self._model_storage = model_storage
        self._resource = resource
        self._known = known

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> InScope:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> InScope:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, np.load(folder / "known.npy", allow_pickle=False))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(TEXT) and e.get(INTENT) != self._outside]
        rows = [vector_of(example) for example in examples]
        self._known = np.stack([row for row in rows if row is not None])
        with self._model_storage.write_to(self._resource) as folder:
            np.save(folder / "known.npy", self._known)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            vector = vector_of(message) if message.get(TEXT) else None
            if vector is not None:
                message.set(KEY, self._score(vector, message), add_to_output=True)
        return messages

    def _score(self, vector: Vectors, message: Message) -> float:
        assert self._known is not None
        nearest = max(0.0, float((self._known @ vector).max()))
        inside = [i for i in ranking_of(message) if i[INTENT_NAME_KEY] != self._outside]
        return float(inside[0][PREDICTED_CONFIDENCE_KEY]) * nearest if inside else 0.0
