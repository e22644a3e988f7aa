"""Learning from the articles in a separate process.

It takes seconds of processor time in long native calls that let no other thread run, and customers ask all the while.
So the serving process starts another one, with a lower priority, sends it the articles and the vectors that it has,
and continues. The two exchange pickles through pipes: nobody else can write to either end.
"""

import asyncio
import contextlib
import pickle
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge_base.articles.article import Article
from knowledge_base.calibration.calibration import Calibration
from knowledge_base.encoders.encoder import Precision
from knowledge_base.outcomes.outcomes import PastQuestion
from knowledge_base.search.topics import Topics
from knowledge_base.service.engine import Engine

ROOT = Path(__file__).resolve().parents[2]


class TrainingFailed(Exception):
    """The training process ended without a result; what was learned before stays in use."""


@dataclass(frozen=True, slots=True)
class TrainingJob:
    """What to learn from; `vectors` are by the hash of their text, as in the engine's cache.

    `asked` is what customers asked and how it ended, `outcomes` the number of labels that were stored then.
    """

    articles: tuple[Article, ...]
    vectors: Mapping[str, NDArray[np.float32]]
    asked: tuple[PastQuestion, ...] = ()
    outcomes: int = 0


@dataclass(frozen=True, slots=True)
class TrainingResult:
    """`vectors` are those that had to be encoded for it."""

    topics: Topics
    calibration: Calibration
    vectors: Mapping[str, NDArray[np.float32]]


def learn(engine: Engine, job: TrainingJob) -> TrainingResult:
    """Does the job in this process."""
    engine.cache.update(job.vectors)
    index, calibration = engine.learn(engine.index(job.articles), asked=job.asked)
    fresh = {key: engine.cache[key] for key in engine.cache.keys() - job.vectors.keys()}
    return TrainingResult(index.topics, replace(calibration, outcomes=job.outcomes), fresh)


async def train_apart(encoder: Path, precision: Precision, job: TrainingJob) -> TrainingResult:
    """Does the job in a process that then ends; if cancelled, that process is ended at once."""
    command = (
        sys.executable,
        "-m",
        "knowledge_base.service.trainer_process",
        "--encoder",
        str(encoder),
        "--precision",
        precision,
    )
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
    try:
        answer, _ = await process.communicate(await asyncio.to_thread(pickle.dumps, job))
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    if process.returncode != 0:
        raise TrainingFailed(f"exit code {process.returncode}")
    result: TrainingResult = pickle.loads(answer)  # noqa: S301 - written by our own child, on a pipe that only it holds
    return result
