"""An empty TensorFlow, because Rasa imports TensorFlow always and our pipeline uses it never.

Import this module before `rasa`. It spares 1.9 GB of environment, five seconds of start and 350 MB of memory.
Where TensorFlow is installed and wanted (DIET, TED), set `BATON_BOT_TENSORFLOW=1`. PyTorch is kept out as well:
spaCy would import it wherever it happens to be installed.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

STOOD_IN_FOR = frozenset({"tensorflow", "tensorflow_text", "tensorflow_hub", "tensorflow_addons", "keras"})


class _AnyName(type):
    """Answers every attribute, subscript and union with the one class, so that annotations and base classes work."""

    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing

    def __getitem__(cls, _key: object) -> type:
        return Nothing

    def __or__(cls, _other: object) -> type:  # type: ignore[override]
        return Nothing

    __ror__ = __or__  # type: ignore[assignment]

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        # A bare decorator such as @tf.function hands back what it decorates; anything else is a real use.
        if cls is Nothing:
            if len(args) == 1 and not kwargs and callable(args[0]):
                return args[0]
            raise RuntimeError("TensorFlow is not installed; set BATON_BOT_TENSORFLOW=1 where it is")
        return super().__call__(*args, **kwargs)


class Nothing(metaclass=_AnyName):
    """The value of every name in the empty modules."""


class _EmptyModule(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in STOOD_IN_FOR:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _EmptyModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        return None


def install() -> None:
    """Puts the stand-in at the head of the import path, once."""
    if os.environ.get("BATON_BOT_TENSORFLOW") == "1":
        return
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
    sys.modules["torch"] = None  # type: ignore[assignment]


install()
