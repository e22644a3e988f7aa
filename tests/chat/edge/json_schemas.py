"""Values for a JSON schema, as Hypothesis strategies: mostly what the schema asks for, sometimes something else."""

from collections.abc import Mapping
from typing import Any

import hypothesis.strategies as st

Schema = Mapping[str, Any]

ODD_TEXTS = ("", " ", "\x00", "\ud800", "\u202e", "/restart", "%", "' or 1=1 --", "x" * 5_000, "../../x", "-1", "null")
DEEPEST = 6

texts = st.one_of(st.text(max_size=40), st.sampled_from(ODD_TEXTS))
numbers = st.one_of(st.integers(), st.sampled_from((0, -1, 2**31, 10**30)), st.floats(allow_nan=False))
anything: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)


def values_of(schema: Schema, definitions: Mapping[str, Schema], depth: int = 0) -> st.SearchStrategy[Any]:
    """Nine in ten parts are as the schema says; the tenth is anything at all."""
    right = _right(schema, definitions, depth)
    return st.integers(0, 9).flatmap(lambda chance: anything if chance == 0 else right)


def _right(schema: Schema, definitions: Mapping[str, Schema], depth: int) -> st.SearchStrategy[Any]:
    if depth > DEEPEST:
        return st.none()
    if "$ref" in schema:
        return _right(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions, depth + 1)
    if alternatives := schema.get("anyOf") or schema.get("oneOf"):
        return st.one_of(*(_right(each, definitions, depth + 1) for each in alternatives))
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    return _of_type(schema, definitions, depth)


def _of_type(schema: Schema, definitions: Mapping[str, Schema], depth: int) -> st.SearchStrategy[Any]:
    match schema.get("type"):
        case "string":
            return texts
        case "integer":
            return st.integers(-2, 2**33)
        case "number":
            return numbers
        case "boolean":
            return st.booleans()
        case "array":
            return st.lists(values_of(schema.get("items", {}), definitions, depth + 1), max_size=3)
        case "object":
            return _object(schema, definitions, depth)
        case _:
            return anything


def _object(schema: Schema, definitions: Mapping[str, Schema], depth: int) -> st.SearchStrategy[Any]:
    fields = {name: values_of(inner, definitions, depth + 1) for name, inner in schema.get("properties", {}).items()}
    if not fields:
        return st.dictionaries(texts, anything, max_size=3)
    required = {name: fields.pop(name) for name in schema.get("required", ()) if name in fields}
    whole = st.fixed_dictionaries(required, optional=fields)
    lacking = st.fixed_dictionaries({}, optional={**required, **fields})
    return st.one_of(whole, whole, lacking)
