"""The ONNX graph of the multilingual encoder, made from its packed weights without PyTorch.

It is a BERT with mean pooling and normalisation, as in `encoder._export_float`. Matrices become int8 with one scale per
output, and their inputs are quantised at run time, like `quantize_dynamic` does. Word vectors stay in four bits;
onnxruntime unpacks them only for the words of a text: as floats they would take 384 MB.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoders.packed_weights import BLOCK, PackedWeights

OPSET = 17
_MICROSOFT = "com.microsoft"
_LARGEST_INT8 = 127


class _Graph:
    """Nodes and constants, named by number."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, values: NDArray[Any]) -> str:
        from onnx import numpy_helper

        name = f"constant{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, operator: str, inputs: list[str], domain: str = "", **attributes: Any) -> str:
        return self.outputs(1, operator, inputs, domain, **attributes)[0]

    def outputs(self, count: int, operator: str, inputs: list[str], domain: str = "", **attributes: Any) -> list[str]:
        from onnx import helper

        names = [f"value{len(self.nodes)}.{number}" for number in range(count)]
        self.nodes.append(helper.make_node(operator, inputs, names, domain=domain, **attributes))
        return names


def multilingual_graph(weights: PackedWeights, longest: int) -> Any:
    """A model from `input_ids` and `attention_mask` to `vector`, for texts of up to `longest` tokens."""
    from onnx import TensorProto

    graph = _Graph()
    mask = graph.node("Cast", ["attention_mask"], to=TensorProto.INT32)
    states = _embeddings(graph, weights, longest)
    for layer in range(weights.layers):
        states = _layer(graph, weights, f"l{layer}.", states, mask)
    _pool(graph, states)
    return _model(graph, weights.width)


def _embeddings(graph: _Graph, weights: PackedWeights, longest: int) -> str:
    nibbles, scales = weights.nibbles("emb.word", weights.width)
    packed = nibbles[:, 0::2] | (nibbles[:, 1::2] << 4)
    places = {"bits": 4, "block_size": BLOCK, "gather_axis": 0, "quantize_axis": 1}
    tables = [graph.constant(packed), "input_ids", graph.constant(scales)]
    words = graph.node("GatherBlockQuantized", tables, _MICROSOFT, **places)
    positions = weights.floats("emb.pos").reshape(-1, weights.width)[:longest]
    positions = positions + weights.floats("emb.type")[: weights.width]
    zero = graph.constant(np.array([0]))
    length = graph.node("Shape", ["input_ids"], start=1, end=2)
    where = graph.node("Slice", [graph.constant(positions), zero, length, zero])
    return _normalised(graph, weights, "emb.ln", graph.node("Add", [words, where]))


def _layer(graph: _Graph, weights: PackedWeights, prefix: str, states: str, mask: str) -> str:
    width = weights.width
    together = _linear(graph, weights, [prefix + name for name in "qkv"], states, width)
    thirds = graph.constant(np.array([width] * 3))
    query, key, value = graph.outputs(3, "Split", [together, thirds], axis=2)
    heads = graph.node("MultiHeadAttention", [query, key, value, "", mask], _MICROSOFT, num_heads=weights.heads)
    attended = _linear(graph, weights, [prefix + "ao"], heads, width)
    states = _normalised(graph, weights, prefix + "aln", graph.node("Add", [states, attended]))
    inner = graph.node("Gelu", [_linear(graph, weights, [prefix + "fi"], states, width)], _MICROSOFT)
    outer = _linear(graph, weights, [prefix + "fo"], inner, weights.inner)
    return _normalised(graph, weights, prefix + "oln", graph.node("Add", [states, outer]))


def _linear(graph: _Graph, weights: PackedWeights, names: list[str], states: str, columns: int) -> str:
    """The matrices `names` side by side, in the pattern that onnxruntime recognises as one operator."""
    from onnx import TensorProto

    matrix = np.concatenate([weights.matrix(name + ".w", columns) for name in names])
    bias = np.concatenate([weights.floats(name + ".b") for name in names])
    scales = np.maximum(np.abs(matrix).max(axis=1), 1e-12) / _LARGEST_INT8
    int8 = np.rint(matrix / scales[:, None]).astype(np.int8).T
    quantised, scale, zero = graph.outputs(3, "DynamicQuantizeLinear", [states])
    zeros = graph.constant(np.zeros(len(matrix), dtype=np.int8))
    product = graph.node("MatMulInteger", [quantised, graph.constant(int8), zero, zeros])
    product = graph.node("Cast", [product], to=TensorProto.FLOAT)
    both = graph.node("Mul", [scale, graph.constant(scales.astype(np.float32))])
    return graph.node("Add", [graph.node("Mul", [product, both]), graph.constant(bias)])


def _normalised(graph: _Graph, weights: PackedWeights, name: str, states: str) -> str:
    numbers = [graph.constant(weights.floats(name + ending)) for ending in (".w", ".b")]
    return graph.node("LayerNormalization", [states, *numbers], axis=-1, epsilon=weights.epsilon)


def _pool(graph: _Graph, states: str) -> None:
    from onnx import TensorProto, helper

    tokens = graph.constant(np.array([1]))
    mask = graph.node("Cast", ["attention_mask"], to=TensorProto.FLOAT)
    mask = graph.node("Unsqueeze", [mask, graph.constant(np.array([2]))])
    total = graph.node("ReduceSum", [graph.node("Mul", [states, mask]), tokens], keepdims=0)
    mean = graph.node("Div", [total, graph.node("ReduceSum", [mask, tokens], keepdims=0)])
    graph.nodes.append(helper.make_node("LpNormalization", [mean], ["vector"], p=2, axis=1))


def _model(graph: _Graph, width: int) -> Any:
    from onnx import TensorProto, helper

    axes = ["batch", "length"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, axes) for name in ("input_ids", "attention_mask")]
    vector = helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["batch", width])
    made = helper.make_graph(graph.nodes, "multilingual", inputs, [vector], graph.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(_MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=9)
