"""A whole Baton, started by its own command on an empty data folder, and stopped as its operator would."""

import json
import os
import queue
import re
import signal
import socket
import subprocess
import threading
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = "Baton is complete"
START_SECONDS = 300


@dataclass
class Installation:
    """`./baton up` on a data folder. `lines` is all that it has printed so far."""

    data: Path
    port: int
    demo: bool = True
    lines: list[str] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[str] | None" = None

    def __post_init__(self) -> None:
        self._news: queue.Queue[str | None] = queue.Queue()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def shop(self) -> str:
        return next(line.split()[-1] for line in self.lines if "demo shop" in line)

    def start(self) -> None:
        """Starts it and returns once the bot answers."""
        demo = "--demo" if self.demo else "--no-demo"
        command = [str(ROOT / "baton"), "up", "--port", str(self.port), "--data", str(self.data), demo]
        environment = {key: value for key, value in os.environ.items() if not key.startswith("BATON_")} | self.settings
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT, env=environment
        )
        threading.Thread(target=self._read, daemon=True).start()
        self.wait_for(COMPLETE, START_SECONDS)

    def stop(self) -> int:
        """Asks it to end, as a service manager does; returns its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)

    def wait_for(self, text: str, seconds: float = 30) -> str:
        """The first line from now on that contains the text."""
        while True:
            line = self._news.get(timeout=seconds)
            if line is None:
                raise AssertionError("Baton ended:\n" + "\n".join(self.lines[-30:]))
            if text in line:
                return line

    def sign_ins(self, role: str) -> list[dict[str, str]]:
        """The demo sign-ins of a role, as the command prints them."""
        found = [line.split("\t") for line in self.lines if line.startswith(f"sign-in\t{role}\t")]
        return [{"email": email, "password": password} for _, _, email, password in found]

    def processes(self, module: str) -> list[int]:
        """The ids of this installation's processes that run a module."""
        assert self.process is not None
        listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
        rows = [line.split(None, 2) for line in listed.splitlines()[1:]]
        return [int(pid) for pid, parent, command in rows if int(parent) == self.process.pid and module in command]

    def call(self, method: str, path: str, body: Any = None, token: str | None = None) -> Any:
        """A call of the HTTP API."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + "/api/v1" + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as response:
            return json.load(response)

    def redis_socket(self) -> str:
        """Where the embedded Redis listens."""
        listed = Path("/proc/net/unix").read_text(encoding="utf-8")
        own = re.findall(rf"({re.escape(str(self.data))}\S*\.sock\S*|/\S*baton\S*redis\S*\.sock)", listed)
        return str(own[0])

    def _read(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            self._news.put(line)
        self._news.put(None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
