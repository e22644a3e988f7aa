"""Intent classification: Rasa's logistic regression (with `C`, which Rasa's own ignores) and a kernel regression,
combined.

On unit vectors, the default regularisation gives .44 to a clear intent; `C: 20` gives .85.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.base import clone

from bot.intents.in_scope import Classifier, Floats, InScope, fit_in_scope, nearest, places_in
from bot.intents.kernel_regression import NARROWNESS, KernelRegression, fit_kernel_regression
from bot.intents.vectors import Vectors, unit

IN_SCOPE = "in_scope"
IN_SCOPE_FILE = "in_scope.npz"
KERNEL_FILE = "kernel.npz"
LEAST_CHANCE = 1e-12


class JointClassifier:
    """The geometric mean of both regressions' probabilities, with the interface of a scikit-learn classifier."""

    def __init__(self, linear: Classifier, narrowness: float, kernel: KernelRegression | None = None) -> None:
        self.linear = linear
        self.narrowness = narrowness
        self.kernel = kernel

    @property
    def classes_(self) -> npt.NDArray[np.str_]:
        return self.linear.classes_

    def fit(self, rows: Floats, intents: Sequence[str]) -> JointClassifier:
        self.linear.fit(rows, intents)
        numbers = [int(number) for number in np.searchsorted(self.classes_, np.asarray(intents))]
        self.kernel = fit_kernel_regression(rows, numbers, len(self.classes_), self.narrowness)
        return self

    def predict_proba(self, rows: Floats) -> Floats:
        assert self.kernel is not None
        return self.joined(rows, self.kernel.log_chances(rows))

    def joined(self, rows: Floats, log_chances: Floats) -> Floats:
        """The same, where the kernel regression's part is known."""
        linear = np.log(np.maximum(self.linear.predict_proba(rows), LEAST_CHANCE))
        joint = np.exp((linear + log_chances) / 2)
        return np.asarray(joint / joint.sum(axis=1, keepdims=True))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(LogisticRegressionClassifier):
    """Sets the intent, its ranking, and `in_scope`: the probability that the message belongs to any intent."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            **LogisticRegressionClassifier.get_default_config(),
            "C": 20.0,
            "narrowness": NARROWNESS,
            "out_of_scope_intent": "out_of_scope",
        }

    def __init__(self, config: dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, name, model_storage, resource)
        self.clf.set_params(C=self.config["C"])
        self.joint = JointClassifier(self.clf, self.config["narrowness"])
        self.in_scope: InScope | None = None
        self.known_places: npt.NDArray[np.int_] | None = None
        """Where the sentences of `in_scope` are among those of the kernel regression."""

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(INTENT) and e.get(TEXT)]
        rows, intents = _rows(examples), [example.get(INTENT) for example in examples]
        unfitted = clone(self.clf)
        self.joint.fit(rows, intents)

        def make() -> JointClassifier:
            return JointClassifier(clone(unfitted), self.config["narrowness"])

        self.in_scope = fit_in_scope(make, rows, intents, self.config["out_of_scope_intent"])
        self.persist()
        return self._resource

    def persist(self) -> None:
        super().persist()
        scope, kernel = self.in_scope, self.joint.kernel
        assert scope is not None
        assert kernel is not None
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(folder / IN_SCOPE_FILE, known=scope.known, line=[scope.slope, scope.intercept])
            shape = [kernel.sharpness, kernel.narrowness]
            np.savez(folder / KERNEL_FILE, rows=kernel.rows, weights=kernel.weights, shape=shape)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        loaded = super().load(config, model_storage, resource, execution_context, **kwargs)
        assert isinstance(loaded, IntentClassifier)
        with model_storage.read_from(resource) as folder:
            loaded.read(folder)
        return loaded

    def read(self, folder: Path) -> None:
        """Loads what `persist` wrote, together with the logistic regression."""
        with np.load(folder / IN_SCOPE_FILE, allow_pickle=False) as arrays:
            self.in_scope = InScope(arrays["known"], float(arrays["line"][0]), float(arrays["line"][1]))
        with np.load(folder / KERNEL_FILE, allow_pickle=False) as arrays:
            kernel = KernelRegression(arrays["rows"], arrays["weights"], *map(float, arrays["shape"]))
        self.joint = JointClassifier(self.clf, kernel.narrowness, kernel)
        self.known_places = places_in(self.in_scope.known, kernel.rows)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                self._judge(message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """No later component learns from these predictions, so training examples need none."""
        return training_data

    def _judge(self, message: Message) -> None:
        row = _row(message)
        chances, cosine = self._compared(row)
        order = np.argsort(-chances)
        ranking = [
            {INTENT_NAME_KEY: str(self.clf.classes_[i]), PREDICTED_CONFIDENCE_KEY: float(chances[i])} for i in order
        ]
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking[: self.config["ranking_length"]], add_to_output=True)
        outside = self.config["out_of_scope_intent"]
        best = chances[self.clf.classes_ != outside].max()
        assert self.in_scope is not None
        message.set(IN_SCOPE, self.in_scope.probability_at(float(best), cosine), add_to_output=True)

    def _compared(self, row: Vectors) -> tuple[Floats, float]:
        """The intents' probabilities, and the cosine to the nearest sentence in scope.

        Both come from comparing the message with all training sentences, which is read from memory once where it can
        be: that is most of the time.
        """
        kernel, rows = self.joint.kernel, row.reshape(1, -1)
        assert kernel is not None
        assert self.in_scope is not None
        cosines = kernel.cosines(rows)
        known = self.known_places
        cosine = float(nearest(row, self.in_scope.known) if known is None else cosines[0, known].max())
        return self.joint.joined(rows, kernel.log_chances_at(cosines))[0], cosine


def _row(message: Message) -> Vectors:
    """All dense features of the message side by side, scaled to length one, so that a dot product is the cosine."""
    _, sentence = message.get_dense_features(TEXT)
    if sentence is None:
        raise ValueError("the pipeline has no dense featurizer before the intent classifier")
    return unit(sentence.features[0])


def _rows(messages: list[Message]) -> Vectors:
    return np.stack([_row(message) for message in messages])


def set_intent(message: Message, name: str, confidence: float = 1.0) -> None:
    """Makes `name` the intent of the message and puts it at the top of the ranking, once."""
    intent = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
    others = [other for other in message.get(INTENT_RANKING_KEY) or [] if other[INTENT_NAME_KEY] != name]
    message.set(INTENT, intent, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [intent, *others], add_to_output=True)
