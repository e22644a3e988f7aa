"""`python -m knowledge_base.service.prepared.prepare --encoder D --articles D --out F.npz`: encodes articles at set-up.

It makes every vector that an installation with these articles will ask for: those of the index, and those of the
training job that follows it. What an earlier file of the same encoders holds is taken from there.
"""

import argparse
import sys
from pathlib import Path

from knowledge_base.articles.files import read_folder
from knowledge_base.encoders.encoder import EncoderUnusableError, find_multilingual, load_encoder
from knowledge_base.service.engine import Engine
from knowledge_base.service.prepared.vectors import read_vectors, write_vectors


def main() -> int:
    parser = argparse.ArgumentParser(prog="knowledge_base.service.prepared.prepare", description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the exported encoders")
    parser.add_argument("--articles", type=Path, required=True, help="folder of Markdown articles")
    parser.add_argument("--out", type=Path, required=True, help="NumPy archive: identity, keys, vectors")
    arguments = parser.parse_args()
    try:
        engine = Engine(load_encoder(arguments.encoder), {}, find_multilingual(arguments.encoder))
        articles = [row.article for row in read_folder(arguments.articles) if row.article is not None]
    except (EncoderUnusableError, OSError) as error:
        print(f"cannot prepare {arguments.articles}: {error}", file=sys.stderr)
        return 1
    engine.cache.update(read_vectors(arguments.out, engine.identity))
    engine.learn(engine.index(articles))
    write_vectors(arguments.out, engine.identity, engine.cache)
    return 0


if __name__ == "__main__":
    sys.exit(main())
