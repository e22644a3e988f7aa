"""`python -m knowledge_base.search.export_encoder --out FOLDER`: makes the encoder that the running processes load."""

import argparse
import sys
from pathlib import Path

from knowledge_base.search.encoder import EncoderUnusableError, export


def main() -> int:
    parser = argparse.ArgumentParser(prog="knowledge_base.search.export_encoder", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder to write the exported encoder to")
    arguments = parser.parse_args()
    try:
        export(arguments.out, lambda line: print(line, file=sys.stderr))
    except EncoderUnusableError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
