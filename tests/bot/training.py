"""A real model for the tests: the one that set-up has trained from the same material, or one trained now as it does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.bot.process import ROOT, Encode

if TYPE_CHECKING:
    from knowledge_base.encoders.encoder import MultilingualEncoder


def encoder_folder(scratch: Path) -> Path:
    """The exported encoder of this checkout, or one exported now."""
    from knowledge_base.encoders.encoder import MANIFEST, export

    folder = Path(os.environ.get("BATON_ENCODER") or ROOT / ".baton" / "encoder")
    if (folder / MANIFEST).is_file():
        return folder
    export(scratch)
    return scratch


DATA = ROOT / "training_data"
SHOP = DATA / "packs" / "shop"
SET_UP_MODELS = ROOT / ".baton" / "models"


def trained(python: str, encode: Encode, folder: Path, packs: Sequence[Path] = (SHOP,)) -> Path:
    """The model of this material. A model's name is a hash of all that it was made of, so set-up's is the same."""
    made = Path(_run(python, ["-m", "bot.train", *_made_of(packs), "--out", str(SET_UP_MODELS), "--path"]).strip())
    manifest = made.with_name(made.name.removesuffix(".tar.gz") + ".manifest.json")
    if not (made.is_file() and manifest.is_file()):
        return train(python, encode, folder, packs)
    models = folder / "models"
    models.mkdir()
    shutil.copy(manifest, models)
    return Path(shutil.copy(made, models))


def train(python: str, encode: Encode, folder: Path, packs: Sequence[Path] = (SHOP,)) -> Path:
    """The path of a freshly trained model with its manifest."""
    texts, vectors = folder / "texts.jsonl", folder / "vectors.npz"
    made_of = _made_of(packs)
    _run(python, ["-m", "bot.train", *made_of, "--texts", str(texts)])
    rows = [json.loads(line) for line in texts.read_text("utf-8").splitlines()]
    others = [row["text"] for row in rows if "encoder" in row]
    write_vectors(vectors, encode, [row["text"] for row in rows if "encoder" not in row], others)
    printed = _run(python, ["-m", "bot.train", *made_of, "--out", str(folder / "models"), "--vectors", str(vectors)])
    return Path(printed.strip())


def _made_of(packs: Sequence[Path]) -> list[str]:
    return ["--data", str(DATA), *(word for pack in packs for word in ("--pack", str(pack)))]


def write_vectors(path: Path, encode: Encode, texts: list[str], others: Sequence[str] = ()) -> Path:
    """`others` are sentences for the multilingual encoder; without that encoder they are left out."""
    rows = np.asarray(encode(texts), dtype=np.float32)
    arrays: dict[str, Any] = {"texts": np.array(texts), "vectors": rows, "encoder": np.array(encoder_name())}
    if others and (multilingual := multilingual_encoder()) is not None:
        known = list(dict.fromkeys(others))
        arrays |= {"multilingual_texts": np.array(known), "multilingual_vectors": multilingual.encode_queries(known)}
    np.savez(path, **arrays)
    return path


@cache
def encoder_name() -> str:
    """The identity of this checkout's encoder, which a model's manifest names."""
    from knowledge_base.encoders.encoder import load_encoder

    with tempfile.TemporaryDirectory() as scratch:
        return load_encoder(encoder_folder(Path(scratch))).identity


@cache
def multilingual_encoder() -> MultilingualEncoder | None:
    """The second encoder of this checkout, if it has been exported."""
    from knowledge_base.encoders.encoder import find_multilingual

    return find_multilingual(Path(os.environ.get("BATON_ENCODER") or ROOT / ".baton" / "encoder"))


def _run(python: str, arguments: list[str]) -> str:
    done = subprocess.run([python, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
