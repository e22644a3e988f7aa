"""`python -m bot.train --data training_data --pack FOLDER --out FOLDER --vectors FILE`: trains a model, names it and
writes its manifest.

The name is a hash of everything that goes into the model, so an existing model is not trained again. The sentence
vectors come from the application's environment: `--texts FILE` writes the sentences that it has to encode.
"""

from __future__ import annotations

from bot.runtime.confinement import StartRefused, check_rasa, confine, refuse

if __name__ == "__main__":
    confine()  # before any import that reads the environment

import argparse
import contextlib
import json
import logging
import os
import sys
import tempfile
import warnings
from pathlib import Path

import bot.tensorflow_stand_in  # noqa: F401  (before rasa)
from bot.intents.vectors import FILE_VARIABLE, VectorMissing, encoder_of
from bot.model.manifest import ARCHIVE_SUFFIX, ModelRefused, model_name, seal, verified
from bot.packs.languages import other_sentences
from bot.packs.material import Material
from bot.packs.merge import merge
from bot.project import CONFIGURATION


class TrainingFailed(RuntimeError):
    """Rasa did not write a model."""


def main() -> None:
    arguments = _arguments()
    try:
        rasa_version = check_rasa()
        material = Material(arguments.data, arguments.pack)
        if arguments.texts:
            _write_texts(material, arguments.texts)
            return
        archive = arguments.out / (model_name(material, arguments.encoder) + ARCHIVE_SUFFIX)
        if not (arguments.path or (not arguments.force and _is_trained(archive))):
            _train(material, archive, arguments.vectors)
            seal(
                archive,
                rasa_version,
                arguments.encoder or (encoder_of(arguments.vectors) if arguments.vectors else None),
            )
        sys.stdout.write(f"{archive}\n")
    except (StartRefused, TrainingFailed, VectorMissing, OSError) as error:
        refuse(error)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bot.train", description="Trains the bot; prints the path of the model.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with base/ and person_requests/")
    parser.add_argument("--pack", type=Path, action="append", default=[], help="a pack; may be given several times")
    parser.add_argument("--out", type=Path, default=Path("models"), help="folder for the model")
    parser.add_argument(
        "--vectors", type=Path, help="text -> vector, .npz or JSON Lines; without it, knowledge is asked"
    )
    parser.add_argument("--encoder", default="", help="checksum of the encoder; part of the model's name")
    parser.add_argument("--force", action="store_true", help="train even if this model exists")
    parser.add_argument("--path", action="store_true", help="only print the path that the model has or would have")
    parser.add_argument("--texts", type=Path, help="only write the sentences to encode, JSON Lines of {text}")
    return parser.parse_args()


def _is_trained(archive: Path) -> bool:
    try:
        verified(archive)
    except ModelRefused:
        return False
    return True


def _write_texts(material: Material, out: Path) -> None:
    from rasa.shared.importers.utils import training_data_from_paths

    loaded = training_data_from_paths([str(file) for file in material.sentence_files], language="en")
    examples = {example.get("text") for example in loaded.intent_examples if example.get("text")}
    texts = sorted(examples.union(*(table["elements"] for table in loaded.lookup_tables)))
    rows = [{"text": text} for text in texts]
    rows += [{"text": text, "encoder": "multilingual"} for _, _, text in other_sentences(material)]
    out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _train(material: Material, archive: Path, vectors: Path | None) -> None:
    import rasa.model_training

    from bot.runtime.logs import configure_logs

    configure_logs(logging.WARNING)
    # Lookup tables carry the examples for bot.components.person_requests; no component of Rasa reads them.
    warnings.filterwarnings("ignore", message=".*lookup table")
    if vectors:
        os.environ[FILE_VARIABLE] = str(vectors.resolve())
    archive.parent.mkdir(parents=True, exist_ok=True)
    # The model is written elsewhere and then moved: a training that dies leaves no partial model under a valid name.
    # Rasa's output goes to standard error; standard output contains only the model's path.
    with (
        tempfile.TemporaryDirectory(dir=archive.parent, prefix=".training-") as folder,
        tempfile.TemporaryDirectory(prefix="bot-merged-") as merged,
        contextlib.redirect_stdout(sys.stderr),
    ):
        domain, rules, config = merge(material, CONFIGURATION).write(Path(merged))
        result = rasa.model_training.train(
            domain=str(domain),
            config=str(config),
            training_files=[*map(str, material.sentence_files), str(rules)],
            output=folder,
            fixed_model_name=archive.name,
        )
        if result.code or not result.model:
            raise TrainingFailed("Rasa could not train a model; see its messages above")
        Path(result.model).replace(archive)


if __name__ == "__main__":
    main()
