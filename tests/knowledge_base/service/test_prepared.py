"""Vectors made at set-up: an installation with the same articles encodes nothing again."""

import sys
from pathlib import Path

import numpy as np
import pytest

from knowledge_base.articles.article import Article
from knowledge_base.articles.files import read_folder
from knowledge_base.encoders.encoder import OnnxEncoder, Vectors
from knowledge_base.service.engine import Engine, engine_of
from knowledge_base.service.prepared import prepare
from knowledge_base.service.prepared.vectors import read_vectors, write_vectors

ARTICLES = {
    "returns.md": "---\ntitle: Returns\n---\nYou have 60 days to send a bicycle back. We pay for the parcel.\n",
    "ventes.md": "---\ntitle: Nos horaires\nlocale: fr\n---\nLe magasin est ouvert du mardi au samedi, 9 h à 18 h.\n",
    "lights.md": "---\ntitle: Lights\n---\nThe front light charges in two hours. It shines for six.\n",
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def prepared(articles: Path, encoder_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "vectors.npz"
    options = ["--encoder", str(encoder_folder), "--articles", str(articles), "--out", str(file)]
    monkeypatch.setattr(sys, "argv", ["prepare", *options])
    assert prepare.main() == 0
    return file


def test_with_prepared_vectors_neither_indexing_nor_learning_encodes_anything(
    articles: Path, prepared: Path, encoder_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_of(encoder_folder)
    engine.cache.update(read_vectors(prepared, engine.identity))
    monkeypatch.setattr(OnnxEncoder, "encode", _refused)
    found = [row.article for row in read_folder(articles) if row.article is not None]
    assert len(engine.learn(engine.index(found))[0]) == len(ARTICLES)


def test_they_are_the_vectors_that_would_have_been_encoded(
    articles: Path, prepared: Path, encoder_folder: Path
) -> None:
    fresh, known = engine_of(encoder_folder), engine_of(encoder_folder)
    known.cache.update(read_vectors(prepared, known.identity))
    found = [row.article for row in read_folder(articles) if row.article is not None]
    for one, other in zip(_entries(fresh, found), _entries(known, found), strict=True):
        assert np.array_equal(one, other)


def test_vectors_of_other_encoders_are_not_used(prepared: Path) -> None:
    assert read_vectors(prepared, "another encoder") == {}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a file", b"no archive"])
def test_a_file_that_cannot_be_read_is_as_good_as_none(content: bytes, tmp_path: Path) -> None:
    broken = tmp_path / "vectors.npz"
    broken.write_bytes(content)
    assert read_vectors(broken, "any") == {}
    assert read_vectors(tmp_path / "missing.npz", "any") == {}
    assert read_vectors(None, "any") == {}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    vectors = {"b": np.ones(384, dtype=np.float32), "a": np.zeros(384, dtype=np.float32)}
    write_vectors(tmp_path / "vectors.npz", "these encoders", vectors)
    found = read_vectors(tmp_path / "vectors.npz", "these encoders")
    assert {key: vector.tolist() for key, vector in found.items()} == {
        key: vector.tolist() for key, vector in vectors.items()
    }
    assert [file.name for file in tmp_path.iterdir()] == ["vectors.npz"], "nothing half written is left"


def _entries(engine: Engine, articles: list[Article]) -> list[Vectors]:
    return [entry.bodies for entry in engine.index(articles).entries]


def _refused(*_: object) -> Vectors:
    raise AssertionError("something was encoded")
