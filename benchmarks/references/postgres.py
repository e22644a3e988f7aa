"""A PostgreSQL of the benchmark's own, in its temporary folder, with the settings that Debian ships."""

import asyncio
import os
import pwd
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.processes.processes import CannotMeasure

INSTALLED = Path("/usr/lib/postgresql")
INITDB = "*/bin/initdb"
OWNER = "postgres"


def has_postgres() -> bool:
    return _binaries() is not None


def _binaries() -> Path | None:
    on_path = shutil.which("initdb")
    found = [*sorted(INSTALLED.glob(INITDB)), *([Path(on_path)] if on_path else [])]
    return found[0].parent if found else None


@asynccontextmanager
async def running_postgres() -> AsyncIterator[str]:
    """The address of an empty database, which is gone when the block ends. Commits are durable, as in production."""
    # A socket's path must be short, and another user must be able to reach it.
    folder = Path(tempfile.gettempdir()) / f"baton-benchmark-{secrets.token_hex(4)}"
    folder.mkdir(mode=0o755)
    try:
        if os.geteuid() == 0:
            os.chown(folder, pwd.getpwnam(OWNER).pw_uid, -1)
        data = folder / "data"
        await _run("initdb", "-D", str(data), "-A", "trust", "-U", "baton", "-E", "UTF8", "--locale=C")
        options = f"-k {folder} -c listen_addresses="
        await _run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            await _run("createdb", "-h", str(folder), "-U", "baton", "measured")
            yield f"postgresql+psycopg://baton@/measured?host={folder}"
        finally:
            await _run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _run(command: str, *arguments: str) -> None:
    binaries = _binaries()
    if binaries is None:
        raise CannotMeasure("there is no PostgreSQL on this machine")
    as_owner = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
    process = await asyncio.create_subprocess_exec(
        *as_owner,
        str(binaries / command),
        *arguments,
        cwd="/",
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    if await process.wait() != 0:
        raise CannotMeasure(f"PostgreSQL's {command} ended with exit code {process.returncode}")
