"""What every HTTP process needs: one format for errors, and a limit on the request body."""

import asyncio
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.background.failures import describe_failure
from kit.errors import BadRequest, BatonError, NotFound, TooLarge

log = structlog.get_logger(__name__)

_CODES_BY_STATUS = {404: "not_found", 405: "method_not_allowed", 400: "bad_json", 413: "too_large"}


def error_response(error: BatonError) -> JSONResponse:
    """Renders an error in the format of the API."""
    headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    return JSONResponse({"error": error.body()}, error.status, headers)


def install_error_handlers(app: FastAPI) -> None:
    """Turns every failure of the app into an API error; FastAPI's own error bodies are never sent."""

    async def on_baton_error(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, BatonError)
        return error_response(error)

    async def on_invalid(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        return error_response(_from_validation(error.errors()))

    async def on_http_exception(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        if error.status_code == 404:
            return error_response(NotFound())
        code = _CODES_BY_STATUS.get(error.status_code, "bad_request")
        return error_response(BatonError(str(error.detail), code=code, status=error.status_code))

    async def on_fault(request: Request, error: Exception) -> JSONResponse:
        log.error("request.failed", path=request.scope.get("route_path", request.url.path), **describe_failure(error))
        return error_response(BatonError("Something went wrong on our side. The error has been logged."))

    app.add_exception_handler(BatonError, on_baton_error)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http_exception)
    app.add_exception_handler(Exception, on_fault)


def _from_validation(problems: Sequence[Mapping[str, Any]]) -> BadRequest:
    """The first validation error, with the API's code for its kind."""
    problem = problems[0]
    kind, place = str(problem["type"]), [str(part) for part in problem["loc"]]
    field = ".".join(place[1:]) or "body"
    if kind == "json_invalid" or place == ["body"]:  # not JSON, or not a JSON object
        return BadRequest("The body is not a JSON object.", code="bad_json")
    if place[0] != "body":
        code = "bad_cursor" if field in ("after", "cursor") else "bad_query"
        return BadRequest(f"{field} is not valid.", code=code, field=field)
    if kind == "missing":
        return BadRequest(f"{field} is missing.", code="missing_field", field=field)
    if kind.startswith("baton."):
        details = dict(problem.get("ctx") or {})
        return BadRequest(str(problem["msg"]), code=kind.removeprefix("baton."), field=field, **details)
    if kind == "string_too_long":
        limit = (problem.get("ctx") or {}).get("max_length")
        return BadRequest(f"{field} is longer than {limit} characters.", code="too_long", field=field, limit=limit)
    if kind == "string_too_short":
        return BadRequest(f"{field} is empty.", code="empty_text", field=field)
    if kind == "too_long":  # a list
        limit = (problem.get("ctx") or {}).get("max_length")
        return BadRequest(f"{field} has more than {limit} entries.", code="bad_type", field=field, limit=limit)
    if kind == "string_unicode":
        return BadRequest(f"{field} is not valid Unicode.", code="bad_unicode", field=field)
    return BadRequest(f"{field} has the wrong type or value.", code="bad_type", field=field)


@dataclass(frozen=True, slots=True)
class LargerBody:
    """Paths whose bodies may be larger and slower than others."""

    paths: re.Pattern[str]
    largest: int
    seconds: float


class LimitBody:
    """Rejects a request body that is larger than `largest` bytes before it is held in memory, whatever its headers
    claim, and a body that does not arrive within `seconds`.
    """

    def __init__(
        self, app: ASGIApp, *, largest: int, seconds: float | None = None, larger: Sequence[LargerBody] = ()
    ) -> None:
        self.app = app
        self.largest = largest
        self._seconds = seconds
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        largest, seconds = self._limits(scope["path"])
        if not declared.isdigit() or int(declared) > largest:
            await self._refuse(largest, scope, receive, send)
            return
        try:
            await self.app(scope, self._counting(receive, largest, seconds), send)
        except _BodyTooLarge:
            await self._refuse(largest, scope, receive, send)
        except _BodyTooSlow:
            error = BatonError("The body of this request took too long to arrive.", code="too_slow", status=408)
            response = error_response(error)
            response.headers["Connection"] = "close"
            await response(scope, receive, send)

    def _limits(self, path: str) -> tuple[int, float | None]:
        for larger in self._larger:
            if larger.paths.fullmatch(path):
                return larger.largest, larger.seconds
        return self.largest, self._seconds

    def _counting(self, receive: Receive, largest: int, seconds: float | None) -> Receive:
        read, more, began = 0, True, time.monotonic()

        async def receive_counted() -> Message:
            nonlocal read, more
            left = None if seconds is None or not more else began + seconds - time.monotonic()
            try:
                async with asyncio.timeout(left):
                    message = await receive()
            except TimeoutError:
                raise _BodyTooSlow from None
            read += len(message.get("body", b""))
            more = more and message.get("more_body", False)
            if read > largest:
                raise _BodyTooLarge
            return message

        return receive_counted

    async def _refuse(self, largest: int, scope: Scope, receive: Receive, send: Send) -> None:
        error = TooLarge(f"The request body may have at most {largest} bytes.", limit=largest)
        await error_response(error)(scope, receive, send)


class _BodyTooLarge(BaseException):
    """A BaseException, so that no handler in between catches it."""


class _BodyTooSlow(BaseException):
    """A BaseException for the same reason."""
