"""A bot process under test: started as the launcher starts it, called as `chat` calls it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

import pytest

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 90
POLL_SECONDS = 0.1

Encode = Callable[[list[str]], list[list[float]]]


def rasa_python() -> str:
    """Rasa's interpreter. Nothing here can be tested without it, so if it is missing, the test fails instead of being
    skipped.
    """
    found = os.environ.get("BATON_RASA_PYTHON") or str(ROOT / ".baton/environments/rasa/bin/python")
    if not Path(found).is_file():
        pytest.fail(
            f"there is no Rasa environment at {found}; run ./baton test, or set BATON_RASA_PYTHON", pytrace=False
        )
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write_token(path: Path, token: str, mode: int = 0o600) -> Path:
    path.write_text(token, encoding="utf-8")
    path.chmod(mode)
    return path


class Answer(dict[str, Any]):
    """The body and the status of an answer."""

    status: int = 0
    raw: bytes = b""
    span: str | None = None


class BotProcess:
    """`python -m bot.serve`; its log can be read after it has ended."""

    def __init__(
        self,
        python: str,
        model: Path,
        port: int,
        token_file: Path | None,
        token: str,
        encode: Encode,
        *,
        environment: Mapping[str, str] | None = None,
        before_start: Callable[[], None] | None = None,
    ) -> None:
        self.port, self.token, self.encode = port, token, encode
        self.log_path = model.parent / f"serve-{port}.log"
        token_variable = {"BATON_BOT_TOKEN_FILE": str(token_file)} if token_file else {}
        with self.log_path.open("wb") as log:
            self.process = subprocess.Popen(
                [python, "-m", "bot.serve", "--port", str(port), "--model", str(model)],
                cwd=ROOT,
                env={"PATH": os.environ["PATH"], **token_variable, **(environment or {})},
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=before_start,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def log(self) -> str:
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(timeout=20)

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, f"the bot ended with {self.process.returncode}:\n{self.log}"
            try:
                if self.request("health", None).status == 200:
                    return
            except urllib.error.URLError:
                pass
            time.sleep(POLL_SECONDS)
        raise AssertionError(f"the bot was not ready in {READY_SECONDS} s:\n{self.log}")

    def request(
        self, path: str, body: bytes | None, *, token: str | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """POST with a body, GET without one."""
        address = f"http://127.0.0.1:{self.port}/webhooks/baton/{path}"
        request = urllib.request.Request(address, data=body, headers=dict(headers or {}))
        shown = self.token if token is None else token
        if shown:
            request.add_header("Authorization", f"Bearer {shown}")
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return _answer(response.status, response.read(), response.headers.get("Baton-Span"))
        except urllib.error.HTTPError as error:
            with error:
                return _answer(error.code, error.read())

    def metrics(self) -> str:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/webhooks/baton/metrics")
        request.add_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request, timeout=30) as response:
            text: str = response.read().decode()
            return text

    def post(self, call: object) -> Answer:
        return self.request("turn", json.dumps(call).encode())

    def turn(self, text: str, state: object = None, message_id: str = "m1", slots: object = None) -> Answer:
        """A customer's message, with its vector."""
        vector = self.encode([text])[0]
        return self.post(
            {"text": text, "vector": vector, "state": state, "message_id": message_id, "slots": slots or {}}
        )

    def turn_in(self, language: str, text: str, state: object = None, message_id: str = "m1") -> Answer:
        """A customer's message in another language than English, with both vectors."""
        from tests.bot.training import multilingual_encoder

        encoder = multilingual_encoder()
        call: dict[str, object] = {"text": text, "vector": self.encode([text])[0], "state": state, "slots": {}}
        if encoder is not None:
            call["multilingual"] = [float(x) for x in encoder.encode_queries([text])[0]]
        return self.post({**call, "message_id": message_id, "language": language})

    def tell(self, name: str, entities: object, state: object, message_id: str = "m1", slots: object = None) -> Answer:
        """An outcome of an effect."""
        event = {"name": name, "entities": entities}
        return self.post({"event": event, "state": state, "message_id": message_id, "slots": slots or {}})


def _answer(status: int, raw: bytes, span: str | None = None) -> Answer:
    answer = Answer(json.loads(raw))
    answer.status, answer.raw, answer.span = status, raw, span
    return answer
