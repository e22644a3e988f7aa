"""An empty stand-in for TensorFlow: Rasa always imports TensorFlow, but our pipeline never uses it.

Import this module before `rasa`. It saves 1.9 GB of environment, five seconds at the start and 350 MB of memory. To use
an installed TensorFlow (DIET, TED), set `BATON_BOT_TENSORFLOW=1`. PyTorch is blocked as well: spaCy would import it if
it is installed.
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
    """Returns itself for every attribute, subscript and union, so annotations and base classes work."""

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
        # A plain decorator such as @tf.function returns the decorated function; any other call is a real use.
        if cls is Nothing:
            if len(args) == 1 and not kwargs and callable(args[0]):
                return args[0]
            raise RuntimeError("TensorFlow is not installed; set BATON_BOT_TENSORFLOW=1 in an environment that has it")
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
    """Puts the stand-in first on the import path, once."""
    if os.environ.get("BATON_BOT_TENSORFLOW") == "1":
        return
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
    sys.modules["torch"] = None  # type: ignore[assignment]


install()
