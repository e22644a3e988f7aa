"""TypeScript types say what the schemas say."""

import pytest

from chat.contract.typescript import type_of, typescript_of

SCHEMAS = {
    "Reply": {
        "description": "An agent's message.",
        "type": "object",
        "properties": {
            "text": {"type": "string", "description": "Markdown."},
            "author": {"anyOf": [{"$ref": "#/components/schemas/Author"}, {"type": "null"}]},
        },
        "required": ["author"],
    },
    "Author": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
    "Empty": {"type": "object", "properties": {}},
}


def test_each_schema_is_one_type_in_alphabetical_order() -> None:
    file = typescript_of({"components": {"schemas": SCHEMAS}})
    assert file.endswith(
        """
export interface Author {
  name: string;
}

export type Empty = Record<string, never>;

/** An agent's message. */
export interface Reply {
  /** Markdown. */
  text?: string;
  author: Author | null;
}
"""
    )
    assert "./baton generate" in file.splitlines()[1]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"enum": ["bot", "queued"], "type": "string"}, '"bot" | "queued"'),
        ({"const": "ping"}, '"ping"'),
        ({"enum": [1, 2, 3]}, "1 | 2 | 3"),
        ({"type": "array", "items": {"type": "integer"}}, "readonly number[]"),
        ({"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "null"}]}}, "readonly (string | null)[]"),
        ({"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}]}, "readonly [number, string]"),
        ({"type": "object", "additionalProperties": {"type": "number"}}, "Record<string, number>"),
        (
            {"type": "object", "propertyNames": {"enum": ["a"]}, "additionalProperties": {"type": "boolean"}},
            'Partial<Record<"a", boolean>>',
        ),
        ({"oneOf": [{"type": "integer"}, {"type": "number"}]}, "number"),
        ({}, "unknown"),
    ],
)
def test_a_type_says_what_its_schema_says(schema: dict[str, object], expected: str) -> None:
    assert type_of(schema) == expected


def test_a_long_description_becomes_a_comment_of_several_lines() -> None:
    schema = {"type": "string", "description": "word " * 40}
    lines = typescript_of({"components": {"schemas": {"Long": schema}}}).splitlines()
    comment = lines[lines.index("/**", 4) : -1]
    assert len(comment) == 4
    assert comment[-1] == " */"
    assert max(map(len, lines)) <= 110
