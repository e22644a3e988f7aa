"""Sentence vectors made elsewhere: read from a file of the application's environment, or requested from `knowledge`.

The whole system has one encoder, and it is not here. The training file must be written by the same encoder that serves
the turns; otherwise int8 and float vectors would be mixed.

There are two file formats: `.npz` with `texts` (strings), `vectors` (float32) and optionally `encoder` (a string) and
`multilingual_texts`, `multilingual_vectors` (of the second encoder); or JSON Lines of `{"text", "vector"}`.
"""

from __future__ import annotations

import json
import os
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

FILE_VARIABLE = "BATON_BOT_VECTORS"
URL_VARIABLE = "BATON_KNOWLEDGE_URL"
TOKEN_FILE_VARIABLE = "BATON_KNOWLEDGE_TOKEN_FILE"
ASK_TIMEOUT_SECONDS = 30
TEXTS_A_QUESTION = 64
MULTILINGUAL_TEXTS = "multilingual_texts"


class VectorMissing(RuntimeError):
    """No vector is available for a text."""


def read_vectors(path: Path) -> dict[str, Vectors]:
    """Text -> unit vector, from either file format."""
    pairs = _from_npz(path) if path.suffix == ".npz" else _from_lines(path)
    return {text: unit(vector) for text, vector in pairs}


def _from_npz(path: Path) -> Iterable[tuple[str, Vectors]]:
    with np.load(path, allow_pickle=False) as arrays:
        return list(zip((str(text) for text in arrays["texts"]), arrays["vectors"], strict=True))


def _from_lines(path: Path) -> Iterable[tuple[str, Vectors]]:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [(row["text"], np.asarray(row["vector"], dtype=np.float32)) for row in rows]


def encoder_of(path: Path) -> str | None:
    """The encoder named in the file."""
    if path.suffix != ".npz":
        return None
    with np.load(path, allow_pickle=False) as arrays:
        return str(arrays["encoder"]) if "encoder" in arrays else None


def read_multilingual(path: Path) -> dict[str, Vectors]:
    """Text -> unit vector of the multilingual encoder; empty where there is none."""
    if path.suffix != ".npz":
        return {}
    with np.load(path, allow_pickle=False) as arrays:
        if MULTILINGUAL_TEXTS not in arrays:
            return {}
        pairs = zip((str(text) for text in arrays[MULTILINGUAL_TEXTS]), arrays["multilingual_vectors"], strict=True)
        return {text: unit(vector) for text, vector in pairs}


def unit(vector: npt.ArrayLike) -> Vectors:
    """The vector scaled to length one, so that a dot product is the cosine."""
    array = np.asarray(vector, dtype=np.float32)
    length = float(np.linalg.norm(array))
    return array / length if length else array


def ask_knowledge(texts: Sequence[str], environment: Mapping[str, str] | None = None) -> list[Vectors]:
    """Vectors from a running `knowledge`, for Rasa's shell and tests, which send none with the message."""
    environment = os.environ if environment is None else environment
    url = environment.get(URL_VARIABLE)
    if not url:
        raise VectorMissing(f"the message has no vector, and {URL_VARIABLE} names no knowledge process to ask")
    token = Path(environment[TOKEN_FILE_VARIABLE]).read_text(encoding="utf-8").strip()
    batches = [texts[i : i + TEXTS_A_QUESTION] for i in range(0, len(texts), TEXTS_A_QUESTION)]
    return [unit(vector) for batch in batches for vector in _encoded(url, token, batch)]


def _encoded(url: str, token: str, texts: Sequence[str]) -> list[Any]:
    request = urllib.request.Request(
        f"{url.rstrip('/')}/encode",
        data=json.dumps({"texts": list(texts)}).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=ASK_TIMEOUT_SECONDS) as answer:
        return list(json.load(answer)["vectors"])
