"""`python -m knowledge_base.service.trainer_process`: reads one training job, writes its result, and ends.

`knowledge_base.service.training` starts it, and explains why this process exists. It writes nothing else to its
output.
"""

import argparse
import os
import pickle
import sys
from pathlib import Path

from knowledge_base.encoders.encoder import find_multilingual, load_encoder
from knowledge_base.service.engine import Engine
from knowledge_base.service.training import TrainingJob, learn

NICENESS = 5


def main() -> None:
    parser = argparse.ArgumentParser(prog="knowledge_base.service.trainer_process", description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--precision", choices=("int8", "float"), required=True)
    arguments = parser.parse_args()
    os.nice(NICENESS)
    job: TrainingJob = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the process that started this one
    encoder = load_encoder(arguments.encoder, arguments.precision)
    result = learn(Engine(encoder, {}, find_multilingual(arguments.encoder)), job)
    sys.stdout.buffer.write(pickle.dumps(result))


if __name__ == "__main__":
    main()
