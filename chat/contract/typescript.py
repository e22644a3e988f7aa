"""TypeScript types from the schemas of an OpenAPI document: one interface or type per schema, in alphabetical order."""

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

HEADER = """\
/**
 * The types of `/api/v1` and of its sockets, generated from the response models by `./baton generate`.
 * Change the models, never this file.
 */
"""
WIDTH = 100
_PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def typescript_of(document: Mapping[str, Any]) -> str:
    """The whole file."""
    schemas: Mapping[str, Schema] = document["components"]["schemas"]
    return HEADER + "".join(f"\n{_declaration(name, schemas[name])}" for name in sorted(schemas))


def _declaration(name: str, schema: Schema) -> str:
    comment = _comment(schema, "")
    if schema.get("properties"):
        return f"{comment}export interface {name} {{\n{''.join(_fields(schema))}}}\n"
    return f"{comment}export type {name} = {type_of(schema)};\n"


def _fields(schema: Schema) -> Iterator[str]:
    required = schema.get("required", ())
    for name, field in schema["properties"].items():
        yield f"{_comment(field, '  ')}  {name}{'' if name in required else '?'}: {type_of(field)};\n"
    if schema.get("additionalProperties") is True:
        yield "  [more: string]: unknown;\n"


def _comment(schema: Schema, indent: str) -> str:
    """The description as a comment; on several lines if it is long."""
    said = " ".join(str(schema.get("description", "")).replace("*/", "* /").split())
    if not said:
        return ""
    if len(said) <= WIDTH:
        return f"{indent}/** {said} */\n"
    lines, line = [], ""
    for word in said.split(" "):
        if len(line) + len(word) >= WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    body = "".join(f"{indent} * {each}\n" for each in (*lines, line))
    return f"{indent}/**\n{body}{indent} */\n"


def type_of(schema: Schema) -> str:
    """The type of a value. Whatever has no type is `unknown`."""
    match schema:
        case {"$ref": str(reference)}:
            return reference.rpartition("/")[2]
        case {"anyOf": list(choices)} | {"oneOf": list(choices)}:
            return " | ".join(dict.fromkeys(type_of(choice) for choice in choices))
        case {"allOf": [only]}:
            return type_of(only)
        case {"enum": list(values)}:
            return " | ".join(_literal(value) for value in values)
        case {"const": value}:
            return _literal(value)
        case {"type": "array"}:
            return _array(schema)
        case {"type": "object"}:
            return _record(schema)
        case {"type": str(kind)}:
            return _PLAIN[kind]
    return "unknown"


def _literal(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _array(schema: Schema) -> str:
    if "prefixItems" in schema:
        return f"readonly [{', '.join(type_of(each) for each in schema['prefixItems'])}]"
    each = type_of(schema.get("items", {}))
    return f"readonly ({each})[]" if " " in each else f"readonly {each}[]"


def _record(schema: Schema) -> str:
    """A mapping by name. If only some names are possible, each may be missing."""
    values = schema.get("additionalProperties")
    if not isinstance(values, Mapping):
        return "Record<string, unknown>" if values else "Record<string, never>"
    names = schema.get("propertyNames", {})
    if "enum" in names:
        return f"Partial<Record<{type_of(names)}, {type_of(values)}>>"
    return f"Record<string, {type_of(values)}>"
