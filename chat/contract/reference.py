"""The API reference in `docs/api.md`: one table of calls for each tag of an OpenAPI document, and one of the frames."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

INTRODUCTION = """\
# API reference

<!-- Generated from the code by `./baton generate`: change the endpoints and their models, never this file. -->

Every call and every frame. The fields of each body are in `/openapi.json` of the running service and, to read, in
[`frontend/shared/api/contract.ts`](../frontend/shared/api/contract.ts). Bodies are JSON, times are ISO 8601 in UTC, and
lists are objects with a named list. New fields may be added at any time: ignore the ones that you do not know.

Paths begin with `/api/v1`. Customers send their conversation's token, people their sign-in's cookie or an API
token, both as `Authorization: Bearer` ([events and sockets](events.md#sockets)). Administrators have every role,
and supervisors are also agents.

The last column has the failures of that call alone. Any call may get 429 `rate_limited` and 503 `busy` or
`storage_unavailable`; a call that is not public 401 `not_signed_in` and 403 `not_allowed`, or `cross_site` if it
changes something; one with an identifier 404 `not_found`; one with a body or a query the codes of wrong input, with
400. All codes: [errors](errors.md).
"""
_COMMON = {
    *("rate_limited", "busy", "storage_unavailable", "not_signed_in", "not_allowed", "cross_site", "not_found"),
    *("bad_json", "bad_type", "missing_field", "empty_text", "too_long", "bad_unicode", "bad_query", "bad_cursor"),
    *("too_slow", "too_large"),
}
_HEAD = "| Call | Who | Sends | Gets | Fails with |\n|---|---|---|---|---|\n"
_FRAMES = {
    "FromCustomer": ("Customer's socket, from the client", "WS /conversations/{conversation_id}/socket"),
    "CustomerFrame": ("Customer's socket, from the server", "WS /conversations/{conversation_id}/socket"),
    "FromAgent": ("Agents' socket, from the client", "WS /agents/socket"),
    "AgentFrame": ("Agents' socket, from the server", "WS /agents/socket"),
}


def reference_of(document: Json) -> str:
    """The whole file."""
    tables: dict[str, list[str]] = defaultdict(list)
    for path, operations in sorted(document["paths"].items()):
        for method, operation in sorted(operations.items()):
            tables[operation["tags"][0]].append(_row(method.upper(), path.removeprefix("/api/v1"), operation))
    calls = "".join(f"\n## {tag.capitalize()}\n\n{_HEAD}{''.join(rows)}" for tag, rows in sorted(tables.items()))
    return INTRODUCTION + calls + "".join(_frames(document["components"]["schemas"]))


def _row(method: str, path: str, operation: Json) -> str:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    query = [f"`{each['name']}`" for each in operation.get("parameters", ()) if each["in"] == "query"]
    sent = ", ".join([*_names(body), *query])
    responses = operation["responses"]
    got = dict.fromkeys(name for status, each in responses.items() if status < "300" for name in _got(each))
    who = ", ".join(operation["x-allowed"]).replace("admin, agent, editor, supervisor", "staff")
    return f"| `{method} {path}` | {who} | {sent} | {', '.join(got)} | {', '.join(_own(responses))} |\n"


def _own(responses: Json) -> Iterator[str]:
    """The failures that not every call of this shape may get."""
    for status, response in responses.items():
        if status >= "400":
            codes = [code for code in re.findall(r"`(\w+)`", response["description"]) if code not in _COMMON]
            if codes:
                yield f"{status} " + ", ".join(f"`{code}`" for code in codes)


def _got(response: Json) -> list[str]:
    media, described = next(iter(response["content"].items()))
    return _names(described["schema"]) if media == "application/json" else [f"`{media}`"]


def _names(schema: Json) -> list[str]:
    """The schemas that a body may be of."""
    if "$ref" in schema:
        return [f"`{schema['$ref'].rpartition('/')[2]}`"]
    return [name for choice in schema.get("anyOf", ()) for name in _names(choice)]


def _frames(schemas: Json) -> Iterator[str]:
    yield "\n## Sockets\n\nA frame is a JSON object with a `type`.\n"
    for union, (title, route) in _FRAMES.items():
        yield f"\n### {title}\n\n`{route}`\n\n| Frame | Fields |\n|---|---|\n"
        for choice in schemas[union]["oneOf"]:
            yield _frame(schemas[choice["$ref"].rpartition("/")[2]])


def _frame(schema: Json) -> str:
    kind, required = schema["properties"]["type"], schema.get("required", ())
    types = ", ".join(f"`{each}`" for each in kind.get("enum", [kind.get("const")]))
    fields = [f"`{name}`{'' if name in required else '?'}" for name in schema["properties"] if name != "type"]
    said = f". {' '.join(schema['description'].split())}" if "description" in schema else ""
    return f"| {types} | {', '.join(fields)}{said if fields else said.removeprefix('. ')} |\n"
