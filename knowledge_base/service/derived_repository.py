"""SQL for what can be made again: vectors, topics and calibrations, stored so that a restart need not make them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, insert, select

from knowledge_base.calibration.calibration import Calibration
from knowledge_base.models import calibrations, text_vectors, topic_models
from knowledge_base.search.topics import Topics

Vector = NDArray[np.float32]

KEPT_TOPICS = 3
NAMED_AT_ONCE = 500  # both databases limit the parameters of one statement


def load_vectors(connection: Connection, encoder: str) -> dict[str, Vector]:
    query = select(text_vectors.c.text_hash, text_vectors.c.vector).where(text_vectors.c.encoder == encoder)
    return {key: np.frombuffer(stored, dtype="<f4").astype(np.float32) for key, stored in connection.execute(query)}


def store_vectors(connection: Connection, encoder: str, vectors: Mapping[str, Vector]) -> None:
    """Adds the vectors that are not stored yet; another process may have stored the same ones."""
    for keys in _batches(vectors):
        named = (text_vectors.c.encoder == encoder, text_vectors.c.text_hash.in_(keys))
        there = set(connection.scalars(select(text_vectors.c.text_hash).where(*named)))
        rows = [
            {"encoder": encoder, "text_hash": key, "vector": vectors[key].astype("<f4").tobytes()}
            for key in keys
            if key not in there
        ]
        if rows:
            connection.execute(insert(text_vectors), rows)


def forget_vectors(connection: Connection, encoder: str, keys: Iterable[str]) -> None:
    """Deletes the vectors of texts that are in no article any more."""
    for gone in _batches(keys):
        some = text_vectors.c.text_hash.in_(gone)
        connection.execute(delete(text_vectors).where(text_vectors.c.encoder == encoder, some))


def find_calibration(
    connection: Connection, encoder: str, knowledge_version: int, *, from_use: bool = True
) -> Calibration | None:
    """The last calibration of these articles under this encoder; without `from_use`, one made from articles alone.

    A calibration older than the Answers page lacks what that page shows. It counts as missing, and is made again.
    """
    query = (
        select(calibrations.c.fitted)
        .where(calibrations.c.encoder == encoder, calibrations.c.knowledge_version == knowledge_version)
        .order_by(calibrations.c.created_at.desc())
    )
    found = (Calibration.from_dict(fitted) for fitted in connection.scalars(query))
    return next((one for one in found if from_use or not one.outcomes), None)


def store_calibration(
    connection: Connection, calibration: Calibration, encoder: str, knowledge_version: int, now: datetime
) -> None:
    """A calibration is named by its content, so storing the same one again changes nothing."""
    if connection.scalar(select(calibrations.c.id).where(calibrations.c.id == calibration.id)) is None:
        row = {"id": calibration.id, "encoder": encoder, "knowledge_version": knowledge_version, "created_at": now}
        connection.execute(insert(calibrations).values(**row, fitted=calibration.as_dict()))


def find_topics(connection: Connection, topics_id: str) -> Topics | None:
    stored = connection.scalar(select(topic_models.c.weights).where(topic_models.c.id == topics_id))
    return None if stored is None else Topics.from_bytes(stored)


def store_topics(connection: Connection, topics: Topics, encoder: str, now: datetime) -> None:
    """Adds them, and deletes all but the KEPT_TOPICS newest of this encoder."""
    if connection.scalar(select(topic_models.c.id).where(topic_models.c.id == topics.id)) is None:
        row = {"id": topics.id, "encoder": encoder, "weights": topics.to_bytes(), "created_at": now}
        connection.execute(insert(topic_models).values(**row))
    of_encoder = select(topic_models.c.id).where(topic_models.c.encoder == encoder)
    newest = connection.scalars(of_encoder.order_by(topic_models.c.created_at.desc()).limit(KEPT_TOPICS)).all()
    connection.execute(delete(topic_models).where(topic_models.c.encoder == encoder, topic_models.c.id.not_in(newest)))


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(keys)
    while some := list(islice(rest, NAMED_AT_ONCE)):
        yield some
