"""Trains a real model for the tests as the launcher does: sentences from Rasa's side, vectors from ours."""

from __future__ import annotations

import json
import os
import subprocess
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


def train(python: str, encode: Encode, folder: Path, packs: Sequence[Path] = (SHOP,), data: Path = DATA) -> Path:
    """The path of a freshly trained model with its manifest."""
    texts, vectors = folder / "texts.jsonl", folder / "vectors.npz"
    made_of = ["--data", str(data), *(word for pack in packs for word in ("--pack", str(pack)))]
    _run(python, ["-m", "bot.train", *made_of, "--texts", str(texts)])
    rows = [json.loads(line) for line in texts.read_text("utf-8").splitlines()]
    others = [row["text"] for row in rows if "encoder" in row]
    write_vectors(vectors, encode, [row["text"] for row in rows if "encoder" not in row], others)
    printed = _run(python, ["-m", "bot.train", *made_of, "--out", str(folder / "models"), "--vectors", str(vectors)])
    return Path(printed.strip())


def write_vectors(path: Path, encode: Encode, texts: list[str], others: Sequence[str] = ()) -> Path:
    """`others` are sentences for the multilingual encoder; without that encoder they are left out."""
    rows = np.asarray(encode(texts), dtype=np.float32)
    arrays: dict[str, Any] = {"texts": np.array(texts), "vectors": rows, "encoder": np.array("the tests' encoder")}
    if others and (multilingual := multilingual_encoder()) is not None:
        known = list(dict.fromkeys(others))
        arrays |= {"multilingual_texts": np.array(known), "multilingual_vectors": multilingual.encode_queries(known)}
    np.savez(path, **arrays)
    return path


@cache
def multilingual_encoder() -> MultilingualEncoder | None:
    """The second encoder of this checkout, if it has been exported."""
    from knowledge_base.encoders.encoder import find_multilingual

    return find_multilingual(Path(os.environ.get("BATON_ENCODER") or ROOT / ".baton" / "encoder"))


def _run(python: str, arguments: list[str]) -> str:
    done = subprocess.run([python, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
