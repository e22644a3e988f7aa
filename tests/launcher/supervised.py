"""A small launcher, run as a process by the tests: two services under the real supervisor, in the foreground.

`front` is stopped before `store`, and has its own child. Each prints that it runs and that it was asked to stop.
"""

import asyncio
import os
import sys
from pathlib import Path

from launcher.foreground import run_in_foreground
from launcher.stream import LogStream
from launcher.supervisor import Service, Supervisor

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
BROKEN = "raise SystemExit('the store is damaged')"


def service(name: str, code: str, *, grace_seconds: float = 5.0, vital: bool = False) -> Service:
    async def never() -> bool:
        return False

    command = [sys.executable, "-c", code, name]
    ready = never if vital else None
    return Service(name, command, dict(os.environ), Path.cwd(), ready, grace_seconds=grace_seconds, vital=vital)


STAGES = {
    "steady": [[service("store", STEADY)], [service("front", STEADY)]],
    "deaf": [[service("store", STEADY)], [service("front", DEAF, grace_seconds=0.3)]],
    "broken": [[service("store", BROKEN, vital=True)], [service("front", STEADY)]],
}


async def main(which: str) -> int:
    stream = LogStream()
    supervisor = Supervisor(STAGES[which], stream)

    async def begin() -> None:
        supervisor.start()
        for name in supervisor.names():
            await supervisor.ready(name)
        stream.plain("all ready")

    return await run_in_foreground(supervisor, stream, begin)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1])))
