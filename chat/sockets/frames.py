"""Checks what a client sends on a socket: an invalid frame gets an error and changes nothing."""

import json
import time
from collections import deque
from contextlib import suppress
from typing import Any, TypeVar

from pydantic import RootModel, ValidationError
from pydantic_core import ErrorDetails
from starlette.websockets import WebSocket, WebSocketDisconnect

from conversations.requests import parse_client_message_id
from kit.errors import BadRequest

T = TypeVar("T")

BAD_FRAMES, BAD_FRAMES_SECONDS = 3, 10.0


class TooManyBadFrames(Exception):
    """The peer does not speak this protocol, so the socket is closed."""


class FrameReader:
    """Reads JSON objects with a `type` from a socket."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._bad: deque[float] = deque(maxlen=BAD_FRAMES)

    async def receive(self) -> str:
        """The next frame as it arrived; empty if it is not text. Raises WebSocketDisconnect at the end."""
        message = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1005))
        return message.get("text") or ""

    def parse(self, text: str) -> dict[str, Any]:
        """The frame. Raises BadRequest for an invalid one, TooManyBadFrames after too many."""
        try:
            frame = json.loads(text)
        except (ValueError, RecursionError):  # also an integer with more digits than Python accepts
            frame = None
        if not isinstance(frame, dict):
            self._count_bad()
            raise BadRequest("A frame must be a JSON object.", code="bad_json")
        return frame

    def _count_bad(self) -> None:
        now = time.monotonic()
        self._bad.append(now)
        if len(self._bad) == BAD_FRAMES and now - self._bad[0] <= BAD_FRAMES_SECONDS:
            raise TooManyBadFrames


def read_frame(kind: type[RootModel[T]], frame: dict[str, Any]) -> T:
    """The frame as its model. Raises `unknown_type`, `missing_field` or `bad_type`."""
    try:
        return kind.model_validate(frame, strict=True).root
    except ValidationError as error:
        raise _refusal(error.errors(include_url=False)[0]) from None


def _refusal(problem: ErrorDetails) -> BadRequest:
    """The first problem, with the API's code for its kind."""
    kind, field = problem["type"], str(problem["loc"][-1]) if problem["loc"] else ""
    if kind.startswith("union_tag"):
        return BadRequest("This type of frame is not known.", code="unknown_type")
    if kind == "missing" or problem["input"] is None:
        return BadRequest(f"{field} is missing.", code="missing_field", field=field)
    return BadRequest(f"{field} must be a string.", code="bad_type", field=field)


def error_frame(error: Any, answered: dict[str, Any] | None = None) -> dict[str, Any]:
    """The API's error frame. It names the message that it answers, if the message has a valid identifier."""
    frame: dict[str, Any] = {"type": "error", "error": error.body()}
    identifier = (answered or {}).get("client_message_id")
    with suppress(BadRequest):
        if isinstance(identifier, str):
            frame["client_message_id"] = parse_client_message_id(identifier)
    return frame
