"""Reads and runs imports in the background of the `chat` process that was asked to.

Reading happens in a process of its own (`reading_process` says why). Running is many short transactions, so that
customers' messages are stored in between, and ends between two of them when somebody cancels.
"""

import asyncio
import contextlib
import json
import sys
import tempfile
import time
from collections.abc import Collection, Coroutine
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Connection

from kit.audit import repository as audit
from kit.audit.entry import Actor, Entry
from kit.clock import Clock
from kit.database import Database
from kit.errors import BatonError
from knowledge_base.import_jobs import repository, service
from knowledge_base.import_jobs.pictures import PictureStore, contents_of, placed
from knowledge_base.import_jobs.reading_process import FAILURE, ORDER, read_found
from knowledge_base.import_jobs.repository import Import
from knowledge_base.imports.found import Found
from knowledge_base.imports.plan import FILES, plan

LONGEST_READING_SECONDS = 1_200.0
TELL_SECONDS = 0.5
ROOT = Path(__file__).resolve().parents[2]

log = structlog.get_logger(__name__)


class ImportRunner:
    """Works on imports. `allowed_hosts` are hosts in private networks that may be read."""

    def __init__(
        self, database: Database, clock: Clock, pictures: PictureStore, *, allowed_hosts: Collection[str] = ()
    ) -> None:
        self._database = database
        self._clock = clock
        self._pictures = pictures
        self._allowed = list(allowed_hosts)
        self._tasks: set[asyncio.Task[None]] = set()

    def read(self, one: Import) -> None:
        """Begins to read an import that is in the state `reading`."""
        self._start(self._read(one), one.id)

    def run(self, one: Import, author: str, actor: Actor, *, publish: bool, archive: bool) -> None:
        """Begins to run an import that is in the state `running`."""
        self._start(self._run(one, author, actor, publish, archive), one.id)

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def settled(self) -> None:
        """Returns once nothing is being worked on."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _start(self, work: Coroutine[Any, Any, None], import_id: str) -> None:
        task = asyncio.create_task(self._guarded(work, import_id), name=f"import-{import_id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, work: Coroutine[Any, Any, None], import_id: str) -> None:
        """An import that fails says so; nobody waits for one that has stopped without a word."""
        try:
            await work
        except BatonError as error:
            await self._fail(import_id, error.code, error.message)
        except Exception:  # the edge of a background task: whatever it was, the editor must see that it has ended
            log.exception("import.failed", import_id=import_id)
            await self._fail(import_id, "internal", "Something unexpected went wrong; the log says what.")

    async def _fail(self, import_id: str, code: str, problem: str) -> None:
        values = {"state": "failed", "code": code, "problem": problem}
        with contextlib.suppress(BatonError):
            await self._database.write(repository.move, import_id, service.WORKING, self._clock(), **values)
            await self._database.write(repository.delete_files, import_id)

    async def _read(self, one: Import) -> None:
        with tempfile.TemporaryDirectory(prefix="baton-import-") as name:
            folder = Path(name)
            await self._prepare(one, folder)
            found = await self._found(one, folder)
        if found is not None:
            found = placed(found, await self._keep_pictures(one, found))
            await self._database.write(_store_plan, one, found, self._clock)

    async def _keep_pictures(self, one: Import, found: list[Found]) -> dict[str, str]:
        """Stores them at once: those that no article shows within a day are taken away, like any upload."""
        addresses: dict[str, str] = {}
        for digest, content in contents_of(found).items():
            address = await self._database.read(self._pictures.find, content)
            if address is None and (made := await asyncio.to_thread(self._pictures.made, content)) is not None:
                await self._database.write(self._pictures.keep, made, one.created_by, self._clock())
                address = made.address
            if address is not None:
                addresses[digest] = address
        return addresses

    async def _prepare(self, one: Import, folder: Path) -> None:
        files = await self._database.read(repository.files_of, one.id)
        order = {
            "address": None if one.kind == FILES else one.name,
            "allowed": self._allowed,
            "files": [(name, str(number)) for number, (name, _) in enumerate(files)],
        }

        def write() -> None:
            (folder / ORDER).write_text(json.dumps(order), encoding="utf-8")
            for number, (_, content) in enumerate(files):
                (folder / str(number)).write_bytes(content)

        await asyncio.to_thread(write)

    async def _found(self, one: Import, folder: Path) -> list[Found] | None:
        """What the process has found; None if somebody has cancelled."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "knowledge_base.import_jobs.reading_process",
            str(folder),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=ROOT,
            env={"LC_ALL": "C.UTF-8"},
        )
        try:
            async with asyncio.timeout(LONGEST_READING_SECONDS):
                if not await self._follow(one, process):
                    return None
                code = await process.wait()
        except TimeoutError:
            raise BatonError("Reading took too long.", code="too_slow") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if code == 0:
            return await asyncio.to_thread(read_found, folder)
        if (folder / FAILURE).is_file():
            failure = json.loads((folder / FAILURE).read_text(encoding="utf-8"))
            raise BatonError(failure["problem"], code=failure["code"])
        raise BatonError("Something in this source needs too much memory or time to read.", code="too_large")

    async def _follow(self, one: Import, process: asyncio.subprocess.Process) -> bool:
        """Tells how far reading is, until it ends. False once the import is no longer being read."""
        assert process.stdout is not None
        told, counts = 0.0, {"done": 0, "total": 0}
        reading: asyncio.Task[bytes] = asyncio.ensure_future(process.stdout.readline())
        while True:
            finished, _ = await asyncio.wait([reading], timeout=TELL_SECONDS)
            if finished:
                line = reading.result()
                if not line:
                    return True
                done, total = line.split()
                counts = {"done": int(done), "total": int(total)}
                reading = asyncio.ensure_future(process.stdout.readline())
            if time.monotonic() - told >= TELL_SECONDS:
                told = time.monotonic()
                if not await self._database.write(repository.move, one.id, ("reading",), self._clock(), **counts):
                    reading.cancel()
                    return False

    async def _run(self, one: Import, author: str, actor: Actor, publish: bool, archive: bool) -> None:
        await self._database.write(service.total_to_run, one.id, archive, self._clock())
        changed, more = 0, True
        try:
            while more:
                now = self._clock()
                count, more = await self._database.write(service.run_some, one.id, author, now, publish, archive)
                changed += count
        finally:
            if changed:
                entry = Entry(actor, "articles.imported", None, {"articles": changed, "published": publish})
                await self._database.write(audit.append, entry, self._clock())


def _store_plan(connection: Connection, one: Import, found: list[Found], clock: Clock) -> None:
    rows = plan(connection, found, service.source_name(one), clock())
    values = {"state": "ready", "done": len(found), "total": len(found)}
    if repository.move(connection, one.id, ("reading",), clock(), **values):
        repository.replace_rows(connection, one.id, rows)
        repository.delete_files(connection, one.id)
