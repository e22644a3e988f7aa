"""Rules that contradict each other, as Rasa finds them: the policy is trained on the rules alone, without sentences."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

from bot.packs.material import Material
from bot.packs.merge import merge
from bot.project import CONFIGURATION

_SENTENCE = re.compile(r"- (the (?:prediction|rule|story).*?)(?=\n|$)", re.IGNORECASE)
_MORE = "Please update your stories and rules"


def contradictions(material: Material) -> Iterator[str]:
    """One sentence for each."""
    import bot.tensorflow_stand_in  # noqa: F401  (before rasa)

    warnings.filterwarnings("ignore")
    import rasa.model_training
    from rasa.core.policies.rule_policy import InvalidRule
    from rasa.shared.exceptions import RasaException

    from bot.runtime.logs import configure_logs

    configure_logs(logging.CRITICAL)
    try:
        with tempfile.TemporaryDirectory(prefix="bot-check-") as folder, _silence():
            domain, rules, config = merge(material, CONFIGURATION).write(Path(folder))
            rasa.model_training.train_core(str(domain), str(config), str(rules), folder, fixed_model_name="checked")
    except InvalidRule as error:
        yield from _told(str(error))
    except RasaException as error:
        yield f"Rasa does not accept the pack: {' '.join(str(error).split())[:400]}"


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Without Rasa's progress bars."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


def _told(message: str) -> list[str]:
    found = [" ".join(sentence.split()) for sentence in _SENTENCE.findall(message)]
    text = " ".join(message.partition(_MORE)[0].split())
    return [f"rules contradict each other: {sentence}" for sentence in found or [text]]
