"""`python -m knowledge_base.encoders.encode_file --encoder D --in F --out F.npz`: training sentences to vectors.

The bot has no encoder of its own. Its training sentences are encoded here by the encoder that also serves its turns,
with the same weights and the same precision; otherwise training and serving drift apart. A row with
`"encoder": "multilingual"` is for the second encoder; without that encoder it is left out.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from knowledge_base.encoders.encoder import EncoderUnusableError, find_multilingual, load_encoder

NAMES = ("english", "multilingual")


def main() -> int:
    parser = argparse.ArgumentParser(prog="knowledge_base.encoders.encode_file", description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the exported encoder")
    parser.add_argument("--in", dest="source", type=Path, required=True, help='JSON Lines of {"text", "encoder"}')
    parser.add_argument("--out", type=Path, required=True, help="NumPy archive: texts, vectors, encoder")
    arguments = parser.parse_args()
    try:
        encoder, multilingual = load_encoder(arguments.encoder), find_multilingual(arguments.encoder)
        lines = arguments.source.read_text(encoding="utf-8").split("\n")
        rows = [json.loads(line) for line in lines if line.strip()]
        first, second = ([row for row in rows if _is_for(row) == name] for name in NAMES)
        texts, others = (list(dict.fromkeys(str(row["text"]) for row in part)) for part in (first, second))
    except (EncoderUnusableError, OSError, ValueError, KeyError, TypeError) as error:
        print(f"cannot encode {arguments.source}: {error}", file=sys.stderr)
        return 1
    arrays: dict[str, Any] = {"texts": np.array(texts, dtype=str), "vectors": encoder.encode(texts)}
    if others and multilingual is not None:
        arrays["multilingual_texts"] = np.array(others, dtype=str)
        arrays["multilingual_vectors"] = multilingual.encode_queries(others)
    np.savez(arguments.out, encoder=np.array(encoder.identity), **arrays)
    return 0


def _is_for(row: dict[str, Any]) -> str:
    return str(row.get("encoder", NAMES[0]))


if __name__ == "__main__":
    sys.exit(main())
