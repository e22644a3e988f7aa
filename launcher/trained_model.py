"""Which of the trained models is the current one."""

from pathlib import Path

from launcher.places import Checkout
from launcher.refusal import Refusal


def current_model(checkout: Checkout) -> Path:
    """The newest model: training names each by the hash of its inputs and touches it when it is used again."""
    models = sorted(checkout.models.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise Refusal("there is no trained model: train one with `./baton train`.")
    return models[-1]
