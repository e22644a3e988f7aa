"""The bot's only interface: `POST /turn`, `POST /model`, `GET /health` and `GET /metrics` under `/webhooks/baton`, on
loopback, with a bearer token.
"""

from __future__ import annotations

import hmac
import logging
import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.model.manifest import Manifest, ModelRefused
from bot.runtime.confinement import read_token
from bot.turns.call import CallRefused, read_call
from bot.turns.times import CONTENT_TYPE, TurnTimes, report_span
from bot.turns.turn import TurnFailed, take_turn

logger = logging.getLogger(__name__)


class BatonChannel(InputChannel):
    """Named in `credentials.yml`. `bot.serve` puts the manifest of the loaded model into `app.ctx.manifest`."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._times = TurnTimes()

    @classmethod
    def name(cls) -> str:
        return "baton"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> BatonChannel:
        return cls(read_token(os.environ))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        blueprint = Blueprint("baton")

        @blueprint.get("/health")
        async def health(request: Request) -> HTTPResponse:
            return await self._health(request)

        @blueprint.get("/metrics")
        async def metrics(request: Request) -> HTTPResponse:
            if not self._is_known(request):
                return _error(401, "not_signed_in", "a bearer token is required")
            return response.text(self._times.text(ready=_manifest(request.app) is not None), content_type=CONTENT_TYPE)

        @blueprint.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            began = time.time_ns()
            with self._times.measured() as measured:
                answer = await self._turn(request)
                measured.append(answer.status)
            report_span(request.headers, answer.headers, began)
            return answer

        @blueprint.post("/model")
        async def model(request: Request) -> HTTPResponse:
            return await self._change(request)

        blueprint.exception(SanicException)(_refused_by_sanic)
        return blueprint

    async def _health(self, request: Request) -> HTTPResponse:
        if not self._is_known(request):
            return _error(401, "not_signed_in", "a bearer token is required")
        manifest = _manifest(request.app)
        return response.json(
            {
                "ready": manifest is not None,
                "model": manifest.model if manifest else None,
                "sha256": manifest.sha256 if manifest else None,
                "encoder": manifest.encoder if manifest else None,
            },
            status=200 if manifest else 503,
        )

    async def _turn(self, request: Request) -> HTTPResponse:
        if not self._is_known(request):
            return _error(401, "not_signed_in", "a bearer token is required")
        manifest = _manifest(request.app)
        if manifest is None:
            return _error(503, "not_ready", "the model is not loaded")
        try:
            call = read_call(request.body)
            return response.json(await take_turn(request.app.ctx.agent.processor, call, manifest.model))
        except CallRefused as error:
            return _error(error.status, error.code, str(error))
        except TurnFailed as error:
            logger.error("A turn failed: %s", error)
            return _error(500, "turn_failed", str(error))
        # The outer boundary of the process: `chat` gets JSON whatever Rasa raises, and Rasa's error text, which may
        # quote the customer, is not logged.
        except Exception as error:  # noqa: BLE001
            logger.error("A turn failed: %s", type(error).__name__)
            return _error(500, "turn_failed", "the turn failed inside Rasa")

    async def _change(self, request: Request) -> HTTPResponse:
        """`{"model": PATH}`: changes over to another model of this machine."""
        if not self._is_known(request):
            return _error(401, "not_signed_in", "a bearer token is required")
        if _manifest(request.app) is None:
            return _error(503, "not_ready", "the model is not loaded")
        fields = request.json
        if not isinstance(fields, dict) or not isinstance(fields.get("model"), str):
            return _error(400, "missing_field", "the call must name a model")
        try:
            manifest = await request.app.ctx.change.to(Path(fields["model"]))
        except ModelRefused as error:
            return _error(409, "model_refused", str(error))
        # Rasa may raise anything for a model that it does not understand; the old model goes on.
        except Exception as error:  # noqa: BLE001
            logger.error("A model could not be loaded: %s", type(error).__name__)
            return _error(409, "model_refused", "Rasa could not load the model")
        return response.json({"model": manifest.model})

    def _is_known(self, request: Request) -> bool:
        kind, _, shown = request.headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and hmac.compare_digest(shown.strip().encode(), self._token.encode())


def _manifest(app: Sanic) -> Manifest | None:
    """The manifest of the loaded model. Rasa reports "up and running" even without a model, so its agent is checked."""
    agent = getattr(app.ctx, "agent", None)
    return getattr(app.ctx, "manifest", None) if agent is not None and agent.is_ready() else None


def _error(status: int, code: str, message: str) -> HTTPResponse:
    return response.json({"error": {"code": code, "message": message}}, status=status)


async def _refused_by_sanic(_request: Request, error: SanicException) -> HTTPResponse:
    status = getattr(error, "status_code", 500)
    codes = {404: "not_found", 405: "bad_method", 413: "too_large"}
    return _error(status, codes.get(status, "bad_request"), "the request was rejected")
