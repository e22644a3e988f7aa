"""Vectors in a file, made at set-up for articles that are known beforehand.

An installation with the demo's articles would encode them for a minute or more before it is complete. Set-up does that
once for a checkout, and each data folder starts with the result.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vectors = Mapping[str, NDArray[np.float32]]


def read_vectors(file: Path | None, identity: str) -> dict[str, NDArray[np.float32]]:
    """The vectors by the hash of their text, as in the engine's cache.

    Empty if there is no such file, if it cannot be read, or if it was made with other encoders: then everything is
    encoded as if there had never been one.
    """
    if file is None:
        return {}
    try:
        with np.load(file) as archive:
            if str(archive["identity"]) != identity:
                return {}
            keys, vectors = archive["keys"].tolist(), archive["vectors"].astype(np.float32)
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
        return {}
    return dict(zip(keys, vectors, strict=True))


def write_vectors(file: Path, identity: str, vectors: Vectors) -> None:
    """Replaces the file in one step, so that nobody reads half of it."""
    keys = sorted(vectors)
    half = file.with_suffix(".half.npz")
    np.savez(
        half,
        identity=np.array(identity),
        keys=np.array(keys, dtype=str),
        vectors=np.array([vectors[key] for key in keys], dtype=np.float32),
    )
    half.replace(file)
