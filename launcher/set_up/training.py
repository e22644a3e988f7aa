"""The bot's model: trained in Rasa's environment, on vectors made in the application's environment.

The whole system has one encoder, and Rasa's environment does not have it. So three commands run in a row: Rasa's side
writes the sentences of the training data, the application's side encodes them, Rasa's side trains.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from launcher.command_error import CommandError
from launcher.places import Checkout
from launcher.processes.child import Command
from launcher.processes.process_environment import inherited_environment
from launcher.processes.run import run
from launcher.set_up.products import scratch_folder
from launcher.set_up.steps import Step, Tell, hash_of

_STAMP = ".baton-model"


def model_step(checkout: Checkout) -> Step:
    """A model's name is a hash of everything it was made of, so undoing a change finds the old model again."""

    async def work(tell: Tell) -> None:
        scratch = scratch_folder(checkout, "training")
        texts, vectors = scratch / "texts.jsonl", scratch / "vectors.npz"
        data = checkout.root / "training_data"
        made_of: Command = ["--data", data, "--pack", data / "packs" / "shop"]
        tell("sentences", 0.05)
        await _run(checkout, checkout.rasa_python, "bot.train", [*made_of, "--texts", texts])
        tell("vectors", 0.3)
        await encode_file(checkout, texts, vectors)
        tell("training", 0.5)
        options: Command = [*made_of, "--vectors", vectors, "--out", checkout.models]
        printed = await _run(checkout, checkout.rasa_python, "bot.train", options)
        model = Path(printed.strip().splitlines()[-1])
        _current(checkout).write_text(model.name + "\n", encoding="utf-8")
        shutil.rmtree(scratch)

    return Step(
        name="model",
        title="bot's model",
        stamp=checkout.models / _STAMP,
        inputs=lambda: _inputs(checkout),
        work=work,
        needs=("app", "rasa", "encoder"),
        megabytes=50,
    )


def current_model(checkout: Checkout) -> Path:
    """The model made, or found, by the last training."""
    named = _current(checkout)
    model = checkout.models / named.read_text(encoding="utf-8").strip() if named.is_file() else None
    if model is None or not model.is_file():
        raise CommandError("there is no trained model: train one with `./baton train --force`.")
    return model


def forget_model(checkout: Checkout) -> None:
    """Makes the next set-up train in any case."""
    shutil.rmtree(checkout.models, ignore_errors=True)


async def encode_file(checkout: Checkout, texts: Path, vectors: Path) -> None:
    """Encodes JSON Lines of {"text"} into a file of vectors, with the shared encoder."""
    options: Command = ["--encoder", checkout.encoder, "--in", texts, "--out", vectors]
    await _run(checkout, checkout.app_python, "knowledge_base.encoders.encode_file", options)


async def _run(checkout: Checkout, python: Path, module: str, options: Sequence[str | Path]) -> str:
    command: Command = [python, "-m", module, *options]
    log = checkout.logs / "training.log"
    return await run(command, environment=inherited_environment(checkout), folder=checkout.root, log=log)


def _current(checkout: Checkout) -> Path:
    return checkout.models / "current"


def _inputs(checkout: Checkout) -> str:
    root = checkout.root
    data = [root / "training_data" / part for part in ("base", "packs", "person_requests")]
    encoder = checkout.encoder / ".baton-encoder"
    return hash_of(*data, root / "bot", root / "requirements" / "rasa.lock", encoder)
