"""The bot's model: trained in Rasa's environment, on vectors made in the application's environment.

The whole system has one encoder, and Rasa's environment does not have it. So three commands run in a row: Rasa's side
writes the sentences of the training data, the application's side encodes them, Rasa's side trains.
"""

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from launcher.command_error import CommandError
from launcher.packs.selection import shop
from launcher.places import Checkout
from launcher.processes.child import Command
from launcher.processes.process_environment import inherited_environment
from launcher.processes.run import run
from launcher.set_up.products import scratch_folder
from launcher.set_up.steps import Step, Tell, hash_of

Packs = Sequence[Path] | None
"""Folders of packs; None means the demo's."""


def model_step(checkout: Checkout, packs: Packs = None) -> Step:
    """A model's name is a hash of everything it was made of, so undoing a change finds the old model again.

    Models of different packs lie side by side, each with its own stamp.
    """
    folders = _folders(checkout, packs)

    async def work(tell: Tell) -> None:
        scratch = scratch_folder(checkout, "training")
        texts, vectors = scratch / "texts.jsonl", scratch / "vectors.npz"
        data = checkout.root / "training_data"
        made_of: Command = ["--data", data, *(word for folder in folders for word in ("--pack", folder))]
        tell("sentences", 0.05)
        await _run(checkout, checkout.rasa_python, "bot.train", [*made_of, "--texts", texts])
        tell("vectors", 0.3)
        await encode_file(checkout, texts, vectors)
        tell("training", 0.5)
        options: Command = [*made_of, "--vectors", vectors, "--out", checkout.models]
        printed = await _run(checkout, checkout.rasa_python, "bot.train", options)
        model = Path(printed.strip().splitlines()[-1])
        _current(checkout, folders).write_text(model.name + "\n", encoding="utf-8")
        shutil.rmtree(scratch)

    return Step(
        name="model",
        title="bot's model",
        stamp=_named(checkout, ".baton-model", folders),
        inputs=lambda: _inputs(checkout, folders),
        work=work,
        needs=("app", "rasa", "encoder"),
        megabytes=50,
    )


def current_model(checkout: Checkout, packs: Packs = None) -> Path:
    """The model made, or found, by the last training with these packs."""
    named = _current(checkout, _folders(checkout, packs))
    model = checkout.models / named.read_text(encoding="utf-8").strip() if named.is_file() else None
    if model is None or not model.is_file():
        raise CommandError("there is no trained model: train one with `./baton train --force`.")
    return model


def forget_model(checkout: Checkout, packs: Packs = None) -> None:
    """Makes the next set-up train these packs in any case. Models of other packs stay."""
    folders = _folders(checkout, packs)
    _named(checkout, ".baton-model", folders).unlink(missing_ok=True)
    named = _current(checkout, folders)
    if named.is_file():
        (checkout.models / named.read_text(encoding="utf-8").strip()).unlink(missing_ok=True)
        named.unlink()


async def encode_file(checkout: Checkout, texts: Path, vectors: Path) -> None:
    """Encodes JSON Lines of {"text"} into a file of vectors, with the shared encoder."""
    options: Command = ["--encoder", checkout.encoder, "--in", texts, "--out", vectors]
    await _run(checkout, checkout.app_python, "knowledge_base.encoders.encode_file", options)


async def _run(checkout: Checkout, python: Path, module: str, options: Sequence[str | Path]) -> str:
    command: Command = [python, "-m", module, *options]
    log = checkout.logs / "training.log"
    return await run(command, environment=inherited_environment(checkout), folder=checkout.root, log=log)


def _folders(checkout: Checkout, packs: Packs) -> list[Path]:
    return shop(checkout) if packs is None else list(packs)


def _current(checkout: Checkout, folders: Sequence[Path]) -> Path:
    return _named(checkout, "current", folders)


def _named(checkout: Checkout, name: str, folders: Sequence[Path]) -> Path:
    """A file about the model of these packs. Two data folders may each have a pack of the same name."""
    if not folders:
        return checkout.models / f"{name}-base"
    places = hashlib.sha256("\0".join(str(folder) for folder in folders).encode()).hexdigest()
    return checkout.models / f"{name}-{'-'.join(folder.name for folder in folders)[:40]}-{places[:8]}"


def _inputs(checkout: Checkout, folders: Sequence[Path]) -> str:
    root = checkout.root
    data = [*(root / "training_data" / part for part in ("base", "person_requests")), *folders]
    encoder = checkout.encoder / ".baton-encoder"
    return hash_of(*data, root / "bot", root / "requirements" / "rasa.lock", encoder)
