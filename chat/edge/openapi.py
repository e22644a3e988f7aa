"""The OpenAPI document: what FastAPI reads from the endpoints, with who may call each and how it may fail.

Permissions come from the policy table and common failures from the shape of a call, so no endpoint repeats them.
"""

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from chat.edge.policy import RULES, Rule, is_before_enrolment
from kit.web.contract import ErrorResponseBody

Json = dict[str, Any]

_SECURITY = {
    "conversation": {"type": "http", "scheme": "bearer", "description": "The token of a conversation: its customer."},
    "token": {"type": "http", "scheme": "bearer", "description": "A person's API token."},
    "sign_in": {"type": "apiKey", "in": "cookie", "name": "baton_session", "description": "A person's sign-in."},
}
_REFERENCE = "#/components/schemas/"
_FOREIGN = ("HTTPValidationError", "ValidationError")  # FastAPI's own error bodies, which are never sent


class DescribedApp(FastAPI):
    """An application whose `/openapi.json` says everything that a client can rely on; `frames` are the sockets'."""

    def __init__(self, *, frames: Sequence[type[BaseModel]] = (), **options: Any) -> None:
        self._frames = frames
        super().__init__(**options, openapi_url=None)

    def setup(self) -> None:
        """Makes the document in a thread: it takes a second, once, and customers are waiting."""

        async def send_document(_request: Request) -> JSONResponse:
            return JSONResponse(await asyncio.to_thread(self.openapi))

        super().setup()
        self.add_route("/openapi.json", send_document, include_in_schema=False)

    def openapi(self) -> Json:
        if self.openapi_schema is None:
            self.openapi_schema = describe(super().openapi(), self._frames)
        found: Json = self.openapi_schema
        return found


def describe(document: Json, frames: Sequence[type[BaseModel]]) -> Json:
    """Completes what FastAPI has generated."""
    rules = {(rule.method, _shape(rule.path)): rule for rule in RULES}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            operation["responses"].pop("422", None)
            if rule := rules.get((method.upper(), _shape(path))):
                _complete(operation, method.upper(), path, rule)
    components = document.setdefault("components", {})
    components["securitySchemes"] = _SECURITY
    others: list[tuple[type[BaseModel], JsonSchemaMode]] = [(each, "serialization") for each in frames]
    _, more = models_json_schema([(ErrorResponseBody, "serialization"), *others], ref_template=_REFERENCE + "{model}")
    schemas = {**more["$defs"], **components.get("schemas", {})}
    components["schemas"] = {name: schema for name, schema in sorted(schemas.items()) if name not in _FOREIGN}
    return {**document, "paths": _renamed(document["paths"]), "components": _renamed(components)}


def _complete(operation: Json, method: str, path: str, rule: Rule) -> None:
    operation["x-allowed"] = sorted(rule.allowed)
    if security := _security(rule):
        operation["security"] = security
    responses = operation["responses"]
    for status, codes in _failures(operation, method, path, rule).items():
        content = {"application/json": {"schema": {"$ref": f"{_REFERENCE}ErrorResponseBody"}}}
        own = responses.get(status, {"description": "", "content": content})
        every = filter(None, (*(f"`{code}`" for code in codes), own["description"]))
        responses[status] = {**own, "description": ", ".join(every)}
    operation["responses"] = dict(sorted(responses.items()))


def _security(rule: Rule) -> list[Json]:
    if "public" in rule.allowed:
        return []
    customer: list[Json] = [{"conversation": []}] if "customer" in rule.allowed else []
    return [*customer, {"token": []}, {"sign_in": []}] if rule.allowed != {"customer"} else customer


def _failures(operation: Json, method: str, path: str, rule: Rule) -> Mapping[str, tuple[str, ...]]:
    """Status -> codes that any call of this shape may get."""
    public, takes_body = "public" in rule.allowed, "requestBody" in operation
    found: dict[str, tuple[str, ...]] = {"429": ("rate_limited",), "503": ("busy", "storage_unavailable")}
    if takes_body:
        codes = ("bad_json", "bad_type", "missing_field", "empty_text", "too_long", "bad_unicode")
        found |= {"400": codes, "408": ("too_slow",), "413": ("too_large",)}
    if any(not _takes_any_text(parameter) for parameter in operation.get("parameters", ())):
        query = ("bad_query", "bad_cursor", "bad_type", "missing_field", "empty_text", "too_long", "bad_unicode")
        found["400"] = tuple(dict.fromkeys((*found.get("400", ()), *query)))
    if not public:
        enrol = () if rule.allowed == {"customer"} or is_before_enrolment(rule) else ("second_factor_required",)
        found |= {"401": ("not_signed_in",), "403": ("not_allowed", *enrol)}
    if method != "GET" and rule.allowed != {"customer"}:
        found["403"] = (*found.get("403", ()), "cross_site")
    if "{" in path:
        found["404"] = ("not_found",)
    return found


def _takes_any_text(parameter: Json) -> bool:
    """An identifier in the path. Numbers and everything in a query may be wrong."""
    return bool(parameter["in"] == "path" and parameter["schema"].get("type") == "string")


def _shape(path: str) -> str:
    return re.sub(r"{[^}]*}", "{}", path)


def _renamed(part: Any) -> Any:
    """Without what only Python needs: `Body` in the names of models, generated titles, wrappers of references."""
    if isinstance(part, list):
        return [_renamed(each) for each in part]
    if not isinstance(part, dict):
        return part
    if set(part) - {"title"} == {"allOf"} and len(part["allOf"]) == 1:
        return _renamed(part["allOf"][0])
    found = {}
    for name, value in part.items():
        if name == "title" and isinstance(value, str):
            continue
        if isinstance(value, str) and value.startswith(_REFERENCE):
            value = value.removesuffix("Body")
        elif name == "schemas":
            value = {key.removesuffix("Body"): each for key, each in value.items()}
        found[name] = value if name == "example" else _renamed(value)
    return found
