"""Confinement: a bot process sees only its token, connects to nobody, and never logs a customer's text."""

from __future__ import annotations

import ctypes
import json
import logging
import os
import platform
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from bot.runtime.confinement import StartRefused, confined, read_log_level, read_token
from tests.bot.conftest import TOKEN
from tests.bot.process import ROOT, BotProcess, Encode, free_port, write_token
from tests.bot.training import encoder_name
from tests.kit.background.service_manager import service_manager

MARKED = "zebrawood-7731"
SECRETS = {
    "BATON_DATABASE_URL": "postgresql://a:b@c/d",
    "BATON_REDIS_URL": "redis://:pw@x",
    "AWS_SECRET_ACCESS_KEY": "sesame-4711",
}


def test_a_turn_leaves_no_text_in_the_log_and_no_secret_in_the_process(
    python: str, model: Path, token_file: Path, encode: Encode
) -> None:
    manager, signs = service_manager(within_seconds=30)
    environ = {**SECRETS, **manager}
    with signs, BotProcess(python, model, free_port(), token_file, TOKEN, encode, environment=environ) as bot:
        bot.wait_until_ready()
        assert [signs.recv(64) for _ in range(2)] == [b"READY=1", b"WATCHDOG=1"]
        state = bot.turn(f"where is my order? {MARKED}")["state"]
        state = bot.turn("WW-77310", state)["state"]
        bot.turn(f"{MARKED}@example.com", state)
        assert bot.turn(f"/{MARKED}").status == 200
        assert bot.turn(MARKED * 200).status == 400
        assert (
            bot.post({"text": MARKED, "message_id": "1", "state": {"v": 1, "events": [{"event": MARKED}]}}).status
            == 400
        )
        environment = Path(f"/proc/{bot.process.pid}/environ").read_bytes().decode()
        assert bot.stop() == 0
    assert MARKED not in bot.log
    assert "77310" not in bot.log
    assert TOKEN not in bot.log
    assert all(name not in environment and value not in environment for name, value in SECRETS.items())
    assert "RASA_TELEMETRY_ENABLED=false" in environment


def test_it_never_tries_to_connect_to_the_network(python: str, model: Path, token_file: Path, encode: Encode) -> None:
    """The kernel kills the process at its first `connect`, whatever library calls it: a living bot has not tried."""
    with BotProcess(
        python, model, free_port(), token_file, TOKEN, encode, before_start=_die_at_the_first_connection
    ) as bot:
        bot.wait_until_ready()
        state = bot.turn("where is my order?")["state"]
        assert bot.turn("WW-48213", state).status == 200
        assert bot.process.poll() is None


def test_the_filter_itself_kills_a_process_that_connects() -> None:
    done = subprocess.run(
        ["python3", "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        preexec_fn=_die_at_the_first_connection,
        capture_output=True,
        check=False,
    )
    assert done.returncode < 0


def _die_at_the_first_connection() -> None:
    """A seccomp filter: `connect` to an internet address kills the process and its children; everything else is
    allowed.
    """
    arch, number = {"x86_64": (0xC000003E, 42), "aarch64": (0xC00000B7, 203)}[platform.machine()]
    load, equal, answer, kill, allow = 0x20, 0x15, 0x06, 0x80000000, 0x7FFF0000
    length_v4, length_v6 = 16, 28  # the address family: look-ups through local sockets are allowed
    rules = [
        (load, 0, 0, 4), (equal, 0, 5, arch),
        (load, 0, 0, 0), (equal, 0, 3, number),
        (load, 0, 0, 32), (equal, 2, 0, length_v4), (equal, 1, 0, length_v6),
        (answer, 0, 0, allow), (answer, 0, 0, kill),
    ]  # fmt: skip
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(rules), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    no_new_privileges, set_seccomp, filter_mode = 38, 22, 2
    if libc.prctl(no_new_privileges, 1, 0, 0, 0) or libc.prctl(set_seccomp, filter_mode, program, 0, 0):
        os._exit(99)


def test_the_environment_is_a_short_list() -> None:
    seen = confined({"PATH": "/bin", "HOME": "/h", "RASA_TELEMETRY_ENABLED": "true", "DB_PASSWORD": "x", **SECRETS})
    assert set(seen) - {"PATH", "HOME"} == set(confined({}))
    assert seen["RASA_TELEMETRY_ENABLED"] == "false"
    assert seen["OMP_NUM_THREADS"] == "1"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_token_file_that_others_can_read_is_rejected(tmp_path: Path, mode: int) -> None:
    token = write_token(tmp_path / "token", TOKEN, mode)
    with pytest.raises(StartRefused, match="0600"):
        read_token({"BATON_BOT_TOKEN_FILE": str(token)})


def test_a_missing_or_short_token_is_rejected(tmp_path: Path) -> None:
    for environment in ({}, {"BATON_BOT_TOKEN_FILE": ""}, {"BATON_BOT_TOKEN_FILE": str(tmp_path / "none")}):
        with pytest.raises(StartRefused, match="must name a file"):
            read_token(environment)
    with pytest.raises(StartRefused, match="fewer than"):
        read_token({"BATON_BOT_TOKEN_FILE": str(write_token(tmp_path / "short", "abc"))})


def test_an_exception_is_logged_without_its_message(python: str) -> None:
    program = (
        "import bot.tensorflow_stand_in, logging; from bot.runtime.logs import configure_logs; configure_logs()\n"
        f"try: raise ValueError('{MARKED}')\n"
        "except ValueError: logging.getLogger('rasa.core').exception('It broke.')"
    )
    done = subprocess.run([python, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "It broke." in done.stderr
    assert "ValueError" in done.stderr
    assert MARKED not in done.stdout + done.stderr


@pytest.fixture
def own_model(model: Path, tmp_path: Path) -> Path:
    """A copy of the model that a test may damage."""
    shutil.copy(model.with_name(model.name.replace(".tar.gz", ".manifest.json")), tmp_path)
    return Path(shutil.copy(model, tmp_path))


def _start(python: str, *arguments: str, token_file: Path | None) -> subprocess.CompletedProcess[str]:
    token = {"BATON_BOT_TOKEN_FILE": str(token_file)} if token_file else {}
    return subprocess.run(
        [python, "-m", "bot.serve", *arguments],
        cwd=ROOT, env={"PATH": os.environ["PATH"], **token}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_a_start_that_must_fail_ends_with_one_sentence(python: str, own_model: Path, token_file: Path) -> None:
    port = ["--port", str(free_port())]
    refused = _start(python, *port, "--model", str(own_model), token_file=None)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "BATON_BOT_TOKEN_FILE" in refused.stderr

    missing = _start(python, *port, "--model", str(own_model.parent / "none.tar.gz"), token_file=token_file)
    assert missing.returncode == 1
    assert "there is no model" in missing.stderr

    with own_model.open("r+b") as archive:
        archive.seek(100)
        archive.write(b"\0\0\0\0")
    corrupt = _start(python, *port, "--model", str(own_model), token_file=token_file)
    assert corrupt.returncode == 1
    assert "SHA-256 differs" in corrupt.stderr


def test_a_model_that_rasa_cannot_load_ends_the_process(python: str, own_model: Path, token_file: Path) -> None:
    """Its checksum matches but it is not a model: Rasa would report "up and running"."""
    from bot.model.manifest import seal

    own_model.write_bytes(b"not an archive")
    seal(own_model, "3.6.21", None)
    ended = _start(python, "--port", str(free_port()), "--model", str(own_model), token_file=token_file)
    assert ended.returncode == 1
    assert "could not" in ended.stderr


def test_a_port_in_use_is_reported(python: str, bot: BotProcess, model: Path, token_file: Path) -> None:
    taken = _start(python, "--port", str(bot.port), "--model", str(model), token_file=token_file)
    assert taken.returncode == 1
    assert str(bot.port) in taken.stderr


def test_the_manifest_describes_the_trained_model(model: Path) -> None:
    manifest = json.loads(model.with_name(model.name.replace(".tar.gz", ".manifest.json")).read_text("utf-8"))
    assert manifest["rasa"] == "3.6.21"
    assert manifest["encoder"] == encoder_name()


def test_the_log_level_can_be_raised_but_never_lowered() -> None:
    passed_on = confined({"BATON_LOG_LEVEL": "warning"})
    assert read_log_level(passed_on) == logging.WARNING
    assert read_log_level({}) == read_log_level({"BATON_LOG_LEVEL": "DEBUG"}) == logging.INFO
    with pytest.raises(StartRefused, match="BATON_LOG_LEVEL"):
        read_log_level({"BATON_LOG_LEVEL": "LOUD"})
