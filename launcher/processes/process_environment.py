"""The environment variables of each started process: those it needs, and none that it must not see."""

import os
from collections.abc import Mapping
from pathlib import Path

from launcher.places import Checkout

# Variables that any program may need. No other variable of the user's environment is passed on.
_GENERAL = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "LD_LIBRARY_PATH")

QUIET_LIBRARIES = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "ORT_DISABLE_TELEMETRY": "1",  # otherwise onnxruntime stores a device ID in the home folder and reports it
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}


def clean_environment(checkout: Checkout, home: Path, extra: Mapping[str, str]) -> dict[str, str]:
    """For services: the general variables, `home` as the home folder, and the variables in `extra`."""
    general = {name: os.environ[name] for name in _GENERAL if name in os.environ}
    return general | QUIET_LIBRARIES | _python(checkout) | {"HOME": str(home)} | dict(extra)


def inherited_environment(checkout: Checkout, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """For tools that a person runs (pip, npm, pytest, …): their own environment, with Baton's variables on top.

    The environments are installed without bytecode, so Python must be allowed to write it at the first import.
    """
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return own | QUIET_LIBRARIES | _python(checkout) | dict(extra or {})


def baton_settings() -> dict[str, str]:
    """The settings that the operator passed in the environment."""
    return {name: value for name, value in os.environ.items() if name.startswith("BATON_")}


def is_given(name: str) -> bool:
    """Whether the operator set this secret, as a variable or by a file."""
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def _python(checkout: Checkout) -> dict[str, str]:
    return {"PYTHONPATH": str(checkout.root), "PYTHONUNBUFFERED": "1", "PYTHONNOUSERSITE": "1"}
