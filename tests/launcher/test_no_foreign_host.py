"""Baton connects only to configured hosts, whatever library asks: each process is watched from outside.

`strace` shows the system calls, so native code is covered as well as Python. A name look-up is a datagram to a name
server or a message to the local resolver; both are detected here.
"""

import ipaddress
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from launcher.places import Checkout
from launcher.processes.process_environment import clean_environment, inherited_environment
from tests.fixtures.required import program
from tests.launcher.launched import ROOT, Launched

CALLS = "connect,sendto,sendmsg,sendmmsg"
INTERNET = re.compile(r'(?:sin_port|sin6_port)=htons\((\d+)\)[^}]*?(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"')
RESOLVER = re.compile(r'sun_path="([^"]*(?:systemd\.Resolve|nscd)[^"]*)"')
NAME_SERVER = 53


def watched(trace: Path, *command: str | Path) -> list[str]:
    """Runs the command under strace, with all its child processes. `-D`: the started process is the command itself."""
    options = ["-D", "-f", "-qq", "--seccomp-bpf", f"--trace={CALLS}", "-o", str(trace)]
    return [program("strace"), *options, *map(str, command)]


def foreign(trace: Path) -> set[str]:
    """Every address beyond this machine, and every name look-up, that the process asked for."""
    found: set[str] = set()
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        found |= {path for path in RESOLVER.findall(line) if "systemd" in path}
        for port, address in INTERNET.findall(line):
            if not ipaddress.ip_address(address).is_loopback or int(port) == NAME_SERVER:
                found.add(f"{address}:{port}")
    return found


def files_in(home: Path) -> set[str]:
    """What a library left in a home folder. Matplotlib's font cache is ignored: it says nothing about the user."""
    files = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}
    return {name for name in files if "matplotlib" not in name}


Found = tuple[set[str], set[str]]
"""The hosts that a command contacted, and the files it left in its home folder."""


def run_watched(tmp_path: Path, *command: str, **environment: str) -> Found:
    """Python with a command in a default environment: without the launcher's settings."""
    home, trace = tmp_path / "home", tmp_path / "trace"
    home.mkdir()
    around = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT), **environment}
    started = watched(trace, sys.executable, *command)
    done = subprocess.run(started, cwd=tmp_path, env=around, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return foreign(trace), files_in(home)


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "import socket; s = socket.socket(); s.setblocking(False); s.connect_ex(('192.0.2.1', 443))",
        "import socket; s = socket.socket(socket.AF_INET6); s.setblocking(False); s.connect_ex(('2001:db8::1', 443))",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).connect(('127.0.0.1', 53))",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', "
        "'import socket; s = socket.socket(); s.setblocking(False); s.connect_ex((\"192.0.2.1\", 443))'])",
    ],
    ids=["datagram", "connection", "IPv6", "name server of this machine", "child"],
)
def test_the_watcher_detects_every_contact_with_another_host(code: str, tmp_path: Path) -> None:
    assert run_watched(tmp_path, "-c", code)[0]


def test_the_watcher_allows_contact_with_this_machine(tmp_path: Path) -> None:
    code = "import socket; s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname())"
    assert run_watched(tmp_path, "-c", code) == (set(), set())


@pytest.fixture
def sentences(tmp_path: Path) -> Path:
    file = tmp_path / "texts.jsonl"
    file.write_text('{"text": "Where is my order?"}\n', encoding="utf-8")
    return file


Command = Callable[[Path, Path], list[str | Path]]


def encode_file(encoder: Path, folder: Path) -> list[str | Path]:
    options: list[str | Path] = ["--encoder", encoder, "--in", folder / "texts.jsonl", "--out", folder / "vectors.npz"]
    return ["knowledge_base.encoders.encode_file", *options]


def evaluate_answers(_: Path, folder: Path) -> list[str | Path]:
    (folder / "articles").mkdir()
    (folder / "articles" / "a.md").write_text("---\ntitle: Returns\n---\n\nWithin 30 days.\n", encoding="utf-8")
    row = {"id": "1", "question": "how long for a return?", "article_ids": ["a"]}
    (folder / "questions.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    options: list[str | Path] = ["--articles", folder / "articles", "--questions", folder / "questions.jsonl"]
    return ["knowledge_base.evaluation.answers", *options, "--promise", "0.9"]


def export_encoder(_: Path, folder: Path) -> list[str | Path]:
    return ["knowledge_base.encoders.export_encoder", "--out", folder / "encoder"]


@pytest.mark.usefixtures("sentences")
@pytest.mark.parametrize("command", [encode_file, evaluate_answers, export_encoder])
def test_a_command_that_loads_the_encoder_contacts_no_host(command: Command, tmp_path: Path) -> None:
    encoder = Path(os.environ.get("BATON_ENCODER", ROOT / ".baton" / "encoder"))
    module, *options = map(str, command(encoder, tmp_path))
    found = run_watched(tmp_path, "-m", module, *options, BATON_ENCODER=str(encoder))
    assert found == (set(), set())


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Launched]:
    """All of Baton under strace."""
    command = watched(
        tmp_path / "trace", sys.executable, ROOT / "baton", "up", "--port", "0", "--data", tmp_path / "data"
    )
    launched = Launched(command, within_seconds=600)
    launched.until("Baton is complete: the bot answers")
    yield launched
    launched.close()


def test_all_of_baton_contacts_no_host_and_stores_no_trace_of_the_machine(up: Launched, tmp_path: Path) -> None:
    """It creates its articles, learns from them, answers a question, and ends."""
    base = up.until(r"^  console +(http://\S+)/console$").group(1) + "/api/v1"

    def call(path: str, body: dict[str, Any] | None = None, token: str = "") -> dict[str, Any]:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{base}{path}", data=content, headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            read: dict[str, Any] = json.load(answer)
            return read

    conversation = call("/conversations", {})
    path, token = f"/conversations/{conversation['conversation_id']}/messages", conversation["token"]
    call(path, {"client_message_id": "one", "text": "Is the first service free?"}, token)
    deadline = time.monotonic() + 60
    while not (answers := call(f"{path}?after=1", token=token)["messages"]):
        assert time.monotonic() < deadline, "no answer"
        time.sleep(0.2)  # polls another process; there is no other way to know
    assert answers[0]["author"]["kind"] == "bot"
    assert call("/health")["status"] == "ok"
    up.signal(signal.SIGTERM)
    assert up.ended() == 0
    assert (tmp_path / "trace").stat().st_size > 0
    assert foreign(tmp_path / "trace") == set()
    homes = tmp_path / "data" / "homes"
    assert {home.name for home in homes.iterdir()} >= {"chat", "knowledge", "bot"}
    assert files_in(homes) == set()


def test_every_process_gets_the_settings_that_turn_telemetry_off(tmp_path: Path) -> None:
    told = clean_environment(Checkout(ROOT), tmp_path, {}).items(), inherited_environment(Checkout(ROOT)).items()
    assert all({"ORT_DISABLE_TELEMETRY": "1", "RASA_TELEMETRY_ENABLED": "false"}.items() <= each for each in told)


@pytest.mark.parametrize("unit", sorted((ROOT / "deploy" / "systemd").glob("*.service")), ids=lambda unit: unit.name)
def test_a_service_file_turns_telemetry_off_too(unit: Path) -> None:
    assert "ORT_DISABLE_TELEMETRY=1" in unit.read_text(encoding="utf-8")
