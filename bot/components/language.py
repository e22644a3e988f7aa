"""spaCy's English pipeline, built in memory: there is no model to download and no extra folder beside the archive."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.utils import spacy_utils
from rasa.nlu.utils.spacy_utils import SpacyModel

from bot.components.spacy_patterns import english

MODEL_NAME = "baton_english"


# Rasa finds the provider of a spaCy model by exactly this class name.
@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MODEL_LOADER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False,
    model_from="SpacyNLP",
)
class SpacyNLP(spacy_utils.SpacyNLP):
    """Rasa's component with the pipeline of `spacy_patterns.py`; `model: NAME` in the config loads a different one."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**spacy_utils.SpacyNLP.get_default_config(), "words": {}}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> spacy_utils.SpacyNLP:
        if config.get("model"):
            return super().create(config, model_storage, resource, execution_context)
        config = {**cls.get_default_config(), **config}
        return cls(SpacyModel(model=english(config["words"]), model_name=MODEL_NAME), config)
