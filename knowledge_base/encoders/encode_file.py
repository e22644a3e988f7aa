"""`python -m knowledge_base.encoders.encode_file --encoder D --in F --out F.npz`: training sentences to vectors.

The bot has no encoder of its own. Its training sentences are encoded here by the encoder that also serves its turns,
with the same weights and the same precision; otherwise training and serving drift apart.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from knowledge_base.encoders.encoder import EncoderUnusableError, load_encoder


def main() -> int:
    parser = argparse.ArgumentParser(prog="knowledge_base.encoders.encode_file", description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the exported encoder")
    parser.add_argument("--in", dest="source", type=Path, required=True, help='JSON Lines of {"text"}')
    parser.add_argument("--out", type=Path, required=True, help="NumPy archive: texts, vectors, encoder")
    arguments = parser.parse_args()
    try:
        encoder = load_encoder(arguments.encoder)
        lines = arguments.source.read_text(encoding="utf-8").split("\n")
        texts = list(dict.fromkeys(str(json.loads(line)["text"]) for line in lines if line.strip()))
    except (EncoderUnusableError, OSError, ValueError, KeyError, TypeError) as error:
        print(f"cannot encode {arguments.source}: {error}", file=sys.stderr)
        return 1
    vectors = encoder.encode(texts)
    np.savez(arguments.out, texts=np.array(texts, dtype=str), vectors=vectors, encoder=np.array(encoder.identity))
    return 0


if __name__ == "__main__":
    sys.exit(main())
