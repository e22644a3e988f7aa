"""`./baton decide` and `./baton evaluate golden`: run the product itself on a copy of a database.

The processes exist only for this command.
"""

import asyncio
import os
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from launcher.command_error import CommandError
from launcher.commands.evaluation import existing
from launcher.data_folder import database
from launcher.packs.selection import active, shop
from launcher.places import Checkout, DataFolder
from launcher.processes import child
from launcher.processes.child import Command
from launcher.processes.ports import free_ports
from launcher.processes.process_environment import clean_environment, is_given
from launcher.processes.stream import LogStream
from launcher.processes.supervisor import Service, Supervisor
from launcher.services import services
from launcher.services.services import Plan
from launcher.set_up.set_up import EVERYTHING, FOR_THE_DEMO, set_up
from launcher.set_up.training import current_model

READY_WITHIN_SECONDS = 300.0
FRONT_END = ("node-packages", "front-end")


def decide(checkout: Checkout, source: Path, out: Path, data: Path | None) -> int:
    """Uses a copy, so a running Baton is not affected, and everything that the processes write is discarded."""
    source, out = existing(source), out.resolve()
    if data is not None and not data.is_dir():
        raise CommandError(f"there is no data folder {data}: name one that Baton has used, or leave out --data.")
    if not out.parent.is_dir():
        raise CommandError(f"there is no folder {out.parent} for {out.name}: create it first.")
    packs = _packs(checkout, DataFolder(data.resolve())) if data else shop(checkout)
    _set_up(checkout, packs, demo=data is None)
    work: Command = ["-m", "chat.assembly.decide_file", "--in", source, "--out", out]
    return _on_copy(checkout, data, packs, lambda _: work, learn_from_use=False)


def golden(checkout: Checkout, data: Path, out: Path | None, *, as_json: bool) -> int:
    """Decides like the installation itself, with what it has learned from use."""
    if not data.is_dir():
        raise CommandError(f"there is no data folder {data}: name one that Baton has used with --data.")
    if out is not None and not out.resolve().parent.is_dir():
        raise CommandError(f"there is no folder {out.resolve().parent} for {out.name}: create it first.")
    packs = _packs(checkout, DataFolder(data.resolve()))
    _set_up(checkout, packs, demo=False)
    written: list[str | Path] = ["--out", out.resolve()] if out else []
    options: list[str | Path] = [*written, *["--json"] * as_json]

    def work(report: Path) -> Command:
        return ["-m", "chat.assembly.golden_command", "--report", report, *options]

    return _on_copy(checkout, data, packs, work, learn_from_use=True)


def _set_up(checkout: Checkout, packs: list[Path], *, demo: bool) -> None:
    steps = FOR_THE_DEMO if demo else EVERYTHING
    set_up(checkout, tuple(name for name in steps if name not in FRONT_END), packs)


def _on_copy(
    checkout: Checkout,
    data: Path | None,
    packs: list[Path],
    work: Callable[[Path], Command],
    *,
    learn_from_use: bool,
) -> int:
    """What the command writes to its report goes to standard output; all else that it says is progress."""
    os.environ["BATON_PACK_FOLDERS"] = os.pathsep.join(map(str, packs))
    original = DataFolder(data.resolve()) if data else None
    if original is not None:
        os.environ.setdefault("BATON_CONNECTOR_SECRETS_FOLDER", str(original.secrets))
    with tempfile.TemporaryDirectory(prefix="baton-decide-") as folder:
        copy = DataFolder(Path(folder))
        _fill(checkout, copy, original)
        plan = _plan(checkout, copy, demo=original is None or _is_demo(original))
        report = Path(folder) / "report"
        code = asyncio.run(_run(plan, current_model(checkout, packs), work(report), learn_from_use))
        if report.is_file():
            print(report.read_text(encoding="utf-8"), end="")
        return code


def _packs(checkout: Checkout, data: DataFolder) -> list[Path]:
    return active(checkout, data, demo=_is_demo(data))


def _is_demo(data: DataFolder) -> bool:
    known = database.installation(data)
    return known is not None and known.demo


def _fill(checkout: Checkout, copy: DataFolder, original: DataFolder | None) -> None:
    copy.make()
    if original is None:
        os.environ.pop("BATON_DATABASE_URL", None)
        os.environ.pop("BATON_DATABASE_URL_FILE", None)
        database.prepare(checkout, copy, True)
    elif not is_given("BATON_DATABASE_URL"):
        _copy_sqlite(original.database, copy.database)
        database.migrate(checkout, copy, database.environment_for_database(checkout, copy))


def _copy_sqlite(source: Path, target: Path) -> None:
    """SQLite's own backup: complete and consistent even while the original is in use."""
    if not source.is_file():
        raise CommandError(f"there is no database {source}: start Baton on that folder first, or leave out --data.")
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


async def _run(plan: Plan, model: Path, command: Command, learn_from_use: bool) -> int:
    stream = LogStream(terminal=sys.stderr)
    knowledge = services.knowledge_service(plan) if learn_from_use else _knowledge_service(plan)
    supervised = [knowledge, services.bot_service(plan, 1, model)]
    supervisor = Supervisor([[replace(service, vital=True) for service in supervised]], stream)
    supervisor.start()
    work = asyncio.create_task(_work(plan, supervisor, command))
    watch = asyncio.create_task(supervisor.watch())
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, work.cancel)
    try:
        await asyncio.wait([work, watch], return_when=asyncio.FIRST_COMPLETED)
        if watch.done():
            raise CommandError(f"{watch.exception()}: nothing was written.")
        return await work
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    finally:
        work.cancel()
        watch.cancel()
        await supervisor.stop()
        stream.close()


def _knowledge_service(plan: Plan) -> Service:
    """`knowledge` without outcomes: what an installation has learned from use is not part of this result."""
    service = services.knowledge_service(plan)
    return replace(service, environment={**service.environment, "BATON_LEARN_FROM_USE": "false"})


async def _work(plan: Plan, supervisor: Supervisor, work: Command) -> int:
    try:
        async with asyncio.timeout(READY_WITHIN_SECONDS):
            await supervisor.ready("knowledge")
            await supervisor.ready("bot-1")
    except TimeoutError:
        raise CommandError("the bot or the knowledge base did not become ready: see their output above.") from None
    settings = services.chat_settings(plan)
    environment = clean_environment(plan.checkout, plan.data.homes, settings)
    command: Command = [plan.checkout.app_python, *work]
    process = await child.start(command, environment=environment, folder=plan.checkout.root)
    try:
        await child.read_lines(process, lambda line: print(line, file=sys.stderr, flush=True))
        return await process.ended()
    finally:
        await asyncio.shield(child.stop(process, grace_seconds=1))


def _plan(checkout: Checkout, copy: DataFolder, *, demo: bool) -> Plan:
    chat, knowledge, bot = free_ports(3)
    return Plan(
        checkout=checkout,
        data=copy,
        host="127.0.0.1",
        port=chat,
        knowledge_port=knowledge,
        bot_ports=(bot,),
        shop_port=None,
        redis=None,
        demo=demo,
    )
