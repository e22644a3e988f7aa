"""spaCy's English pipeline, built in memory: there is no model to download and no extra folder beside the archive."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.utils import spacy_utils
from rasa.nlu.utils.spacy_utils import SpacyModel

from bot.spacy_patterns import english

MODEL_NAME = "baton_english"


# Rasa finds the provider of a spaCy model by exactly this class name.
@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MODEL_LOADER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False,
    model_from="SpacyNLP",
)
class SpacyNLP(spacy_utils.SpacyNLP):
    """Rasa's component with the pipeline of `bot.spacy_patterns`; `model: NAME` in the config loads a different one."""

    @staticmethod
    def load_model(spacy_model_name: str) -> SpacyModel:
        if spacy_model_name:
            return spacy_utils.SpacyNLP.load_model(spacy_model_name)
        return SpacyModel(model=english(), model_name=MODEL_NAME)

    @staticmethod
    def ensure_proper_language_model(nlp: object) -> None:
        """Rasa rejects a model that was not read from disk; ours is complete without."""
