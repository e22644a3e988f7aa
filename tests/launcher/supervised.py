"""A small launcher, run as a process by the tests: two services under the real supervisor, in the foreground.

`front` is stopped before `store`, and has its own child. Each prints that it runs and that it was asked to stop.
"""

import asyncio
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

from launcher.processes import probe
from launcher.processes import supervisor as supervisor_module
from launcher.processes.foreground import run_in_foreground
from launcher.processes.ports import free_ports
from launcher.processes.stream import LogStream
from launcher.processes.supervisor import Service, Supervisor

STEADY = """
import os, signal, subprocess, sys
def stop(*_):
    print("asked to stop", flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
if sys.argv[1] == "front":
    worker = subprocess.Popen(["sleep", "1000"])
    print("worker", worker.pid, flush=True)
print("running as", os.getpid(), flush=True)
while True:
    signal.pause()
"""
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); signal.pause()"
ONCE = "#!/bin/sh\nrm $0\n"
"""Runs, and is not there any more when it is to be started again."""
BROKEN = "raise SystemExit('the store is damaged')"


SERVING = "import time; print('serves', flush=True); time.sleep(0.6)"
"""Serves for a while, and ends."""
ANSWERING = """
import http.server, os, sys
class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(503)
        self.end_headers()
    def log_message(self, *_): ...
server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[2])), Answers)
print("running as", os.getpid(), flush=True)
server.serve_forever()
"""


async def at_once() -> bool:
    return True


def answering(port: int) -> Service:
    command = [sys.executable, "-c", ANSWERING, "store", str(port)]
    ready, alive = partial(probe.accepts, port), partial(probe.answers, port, "/")
    return Service("store", command, dict(os.environ), Path.cwd(), ready, alive=alive)


def service(name: str, code: str, *, grace_seconds: float = 5.0, vital: bool = False) -> Service:
    async def never() -> bool:
        return False

    command = [sys.executable, "-c", code, name]
    ready = never if vital else None
    return Service(name, command, dict(os.environ), Path.cwd(), ready, grace_seconds=grace_seconds, vital=vital)


def program(name: str, path: Path) -> Service:
    return Service(name, [path], dict(os.environ), Path.cwd())


def once(folder: str) -> Path:
    path = Path(folder) / "once"
    path.write_text(ONCE)
    path.chmod(0o700)
    return path


STAGES = {
    "steady": [[service("store", STEADY)], [service("front", STEADY)]],
    "deaf": [[service("store", STEADY)], [service("front", DEAF, grace_seconds=0.3)]],
    "missing": [[service("store", STEADY)], [program("front", Path("/nowhere/front"))]],
    "broken": [[service("store", BROKEN, vital=True)], [service("front", STEADY)]],
}


async def main(which: str) -> int:
    supervisor_module.SERVED_SECONDS, supervisor_module.LOOK_SECONDS = 0.2, 0.2
    supervisor_module.SILENT_LOOKS, probe.HUNG_AFTER_SECONDS = 3, 2.0
    serving = Service("store", [sys.executable, "-c", SERVING], dict(os.environ), Path.cwd(), at_once)
    if which == "serving":
        return await supervise([[serving]])
    if which == "hung":
        return await supervise([[answering(free_ports(1)[0])]])
    with tempfile.TemporaryDirectory() as folder:
        vanishing = [[service("store", STEADY)], [program("front", once(folder))]]
        return await supervise({**STAGES, "vanishing": vanishing}[which])


async def supervise(stages: list[list[Service]]) -> int:
    stream = LogStream()
    supervisor = Supervisor(stages, stream)

    async def begin() -> None:
        supervisor.start()
        for name in supervisor.names():
            await supervisor.ready(name)
        stream.plain("all ready")

    return await run_in_foreground(supervisor, stream, begin)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1])))
