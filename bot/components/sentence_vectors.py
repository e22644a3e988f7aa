"""The sentence vector of a message as its dense feature, from any source."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.intents.vectors import FILE_VARIABLE, Vectors, ask_knowledge, read_vectors, unit

NAME = "sentence_vectors"  # the length of these features relative to the other ones


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectors(DenseFeaturizer, GraphComponent):
    """In a turn the vector arrives with the message; in training it comes from the file in `BATON_BOT_VECTORS`."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**DenseFeaturizer.get_default_config(), FEATURIZER_CLASS_ALIAS: NAME}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceVectors:
        return cls(execution_context.node_name, {**cls.get_default_config(), **config})

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Has no configuration."""

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                given = (message.get("metadata") or {}).get("vector")
                vector = unit(given) if given is not None else ask_knowledge([message.get(TEXT)])[0]
                self._add(message, vector)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        messages = [message for message in training_data.training_examples if message.get(TEXT)]
        vectors = vectors_for_training([message.get(TEXT) for message in messages])
        for message in messages:
            self._add(message, vectors[message.get(TEXT)])
        return training_data

    def _add(self, message: Message, vector: Vectors) -> None:
        row = vector.reshape(1, -1)
        for kind in (FEATURE_TYPE_SEQUENCE, FEATURE_TYPE_SENTENCE):
            message.add_features(Features(row, kind, TEXT, self._config[FEATURIZER_CLASS_ALIAS]))


def vector_of(message: Message) -> Vectors:
    """Only the sentence vector, without the other dense features."""
    _, sentence = message.get_dense_features(TEXT, [NAME])
    if sentence is None:
        raise ValueError("the pipeline has no sentence vectors before the component that needs them")
    return np.asarray(sentence.features[0], dtype=np.float32)


def vectors_for_training(texts: list[str]) -> dict[str, Vectors]:
    """The vector of each sentence, from the file in `BATON_BOT_VECTORS`, otherwise from `knowledge`."""
    path = os.environ.get(FILE_VARIABLE)
    vectors = read_vectors(Path(path)) if path else {}
    missing = sorted(set(texts) - set(vectors))
    if missing:
        vectors |= dict(zip(missing, ask_knowledge(missing), strict=True))
    return vectors
