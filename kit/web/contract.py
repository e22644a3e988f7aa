"""Documents what a call sends. The bodies are built as plain dictionaries and sent as they are, without validation.

Response models would check and copy every body a second time, on every call. Instead they are only in the OpenAPI
document, and the tests check every response against them. So a model costs nothing in production and cannot drift.
"""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

Moment = Annotated[datetime, Field(description="ISO 8601 in UTC, with milliseconds and `Z`.")]


def _open(schema: dict[str, Any]) -> None:
    """Clients must accept fields that they do not know, although the tests accept none."""
    schema.pop("additionalProperties", None)


class ResponseBody(BaseModel):
    """A JSON object that Baton sends. The OpenAPI document names it without `Body`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_open, defer_build=True)


def absent(description: str | None = None) -> Any:
    """The default of a field that is left out in some responses. A field that is always there has no default."""
    return Field(default_factory=lambda: None, description=description)


class _Sent:
    """Makes Pydantic document a type without validating it."""

    def __init__(self, model: Any) -> None:
        self.model = model

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler(source)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        # Pydantic repeats a model that stands alone and names one that stands in a list. `chat.edge.openapi` takes off
        # the wrapper, which keeps FastAPI from adding a title to the reference.
        return {"allOf": [handler(TypeAdapter(list[self.model]).core_schema)["items"]]}  # type: ignore[name-defined]


def sends(model: Any) -> Any:
    """The `response_model` of an endpoint whose body looks like `model`."""
    return Annotated[dict[str, Any], _Sent(model)]


def model_sent(response_model: Any) -> Any:
    """The model behind `sends`; None for any other `response_model`."""
    return next((each.model for each in getattr(response_model, "__metadata__", ()) if isinstance(each, _Sent)), None)


class ErrorDetailsBody(BaseModel):
    """`code` is for programs and never changes; `message` is for people. Some errors have further fields."""

    model_config = ConfigDict(extra="allow")

    code: str = Field(examples=["too_long"])
    message: str
    field: str = absent()
    limit: int = absent()
    retry_after: float = absent("Seconds.")


class ErrorResponseBody(ResponseBody):
    """Every error, over HTTP and in the `error` frame of a socket."""

    error: ErrorDetailsBody


def fails(status: int, *codes: str) -> dict[int | str, dict[str, Any]]:
    """The `responses` of an endpoint that fails with these codes, apart from those that any call may get."""
    return {status: {"model": ErrorResponseBody, "description": ", ".join(f"`{code}`" for code in codes)}}


def repeats(model: Any) -> dict[int | str, dict[str, Any]]:
    """The `responses` of an endpoint whose repetition changes nothing."""
    return {200: {"model": sends(model), "description": "It was sent before; this is what was stored."}}


class NamedBody(ResponseBody):
    """Somebody or something, by its identifier and its name."""

    id: str
    name: str


class EmptyBody(ResponseBody):
    """An empty object: the call was carried out."""


def example(**values: Any) -> ConfigDict:
    """The configuration of a model with an example."""

    def extend(schema: dict[str, Any]) -> None:
        _open(schema)
        schema["example"] = values

    return ConfigDict(json_schema_extra=extend)
