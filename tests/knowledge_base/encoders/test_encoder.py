"""The encoder gives the vectors that were promised, whatever stands beside a text."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge_base.encoders.encoder import MANY, EncoderUnusableError, OnnxEncoder, load_encoder, read_manifest

NEIGHBOURS = ["short", "a much longer text about bicycles, their brakes, their lights and their owners " * 4, ""]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_a_text_has_one_vector_whatever_its_neighbours(encoder: OnnxEncoder, text: str) -> None:
    alone = encoder.encode([text])[0]
    assert np.array_equal(alone, encoder.encode([*NEIGHBOURS, text])[-1])
    assert np.linalg.norm(alone) == pytest.approx(1, abs=1e-4)


def test_many_texts_that_share_the_cores_get_the_vectors_that_each_has_alone(encoder: OnnxEncoder) -> None:
    texts = [f"Bicycle number {number} " + "has a broken spoke " * (number % 7) for number in range(2 * MANY)]
    together = encoder.encode(texts)
    assert np.array_equal(together, np.concatenate([encoder.encode([text]) for text in texts]))


def test_meaning_is_near_and_int8_is_near_float(encoder: OnnxEncoder, encoder_folder: Path) -> None:
    texts = ["How do I return my bicycle?", "I want to send the bike back", "What is the capital of Peru?"]
    vectors = encoder.encode(texts)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3
    exact = load_encoder(encoder_folder, "float").encode(texts)
    assert float((vectors * exact).sum(axis=1).min()) > 0.97


def test_int8_and_float_are_told_apart(encoder: OnnxEncoder, encoder_folder: Path) -> None:
    assert encoder.identity != load_encoder(encoder_folder, "float").identity


def test_no_texts_give_no_vectors(encoder: OnnxEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_a_folder_without_an_encoder_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnusableError, match="export_encoder --out"):
        load_encoder(tmp_path)


def test_a_damaged_model_is_refused(encoder_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "encoder"
    shutil.copytree(encoder_folder, copy)
    with (copy / "model.int8.onnx").open("ab") as file:
        file.write(b"\0")
    assert read_manifest(copy)
    with pytest.raises(EncoderUnusableError, match="damaged"):
        load_encoder(copy)
