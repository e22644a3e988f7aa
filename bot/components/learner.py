"""What Rasa asks of each component that learns: to be created, to learn, to be loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Generic, Self, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

Learned = TypeVar("Learned")


class Learner(GraphComponent, Generic[Learned]):
    """A component with a `threshold` and with what it has learned: None if there was nothing to learn from.

    A subclass writes that into the folder of its resource when it trains, and `read` finds it there.
    """

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._threshold = config["threshold"]
        self._model_storage, self._resource = model_storage, resource
        self.learned: Learned | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        loaded = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            loaded.learned = cls.read(folder)
        return loaded

    @staticmethod
    def read(folder: Path) -> Learned | None:
        """What training wrote into the folder."""
        raise NotImplementedError

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """No later component learns from its predictions."""
        return training_data
