"""`./baton up`: sets up, prepares the data folder, runs everything, prints the addresses, and stops in order."""

import asyncio
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from launcher.command_error import CommandError
from launcher.data_folder import database, redis_server
from launcher.data_folder.sign_ins import read_sign_ins, sign_in_line
from launcher.installation.running import note_address
from launcher.locks import data_lock
from launcher.packs.selection import active
from launcher.places import Checkout, DataFolder
from launcher.processes import ports
from launcher.processes.foreground import run_in_foreground
from launcher.processes.process_environment import is_given
from launcher.processes.setting_names import warn_of_unread_settings
from launcher.processes.stream import LogStream
from launcher.processes.supervisor import Service, Supervisor
from launcher.services import services
from launcher.services.services import Plan
from launcher.services.switch import Switch
from launcher.services.wanted_packs import WantedPacks
from launcher.set_up.set_up import EVERYTHING, FOR_THE_DEMO, set_up
from launcher.set_up.training import current_model

# Memory is the limit, not cores: two bots, knowledge and chat together stay below 1.5 GiB.
DEFAULT_BOT_PROCESSES = 2
# The bots need seconds of CPU time to load. They wait for chat this long at most, so that customers can write early.
BOTS_WAIT_SECONDS = 3.0
# An article of the demo, as an example of a public help page.
SHOWN_ARTICLE = "accessibility"


@dataclass(frozen=True)
class UpOptions:
    host: str
    port: int
    data: Path
    demo: bool | None


def up(checkout: Checkout, options: UpOptions) -> int:
    os.umask(0o077)  # only the owner can read what a run writes
    data = DataFolder(options.data.resolve())
    data.make_outer()
    warn_of_unread_settings(checkout)
    with data_lock(data.lock):
        port = ports.require_free(options.host, options.port)
        demo = database.is_demo(data, options.demo)
        set_up(checkout, FOR_THE_DEMO if demo else EVERYTHING, active(checkout, data, demo=demo))
        first_words = database.prepare(checkout, data, options.demo)
        plan = _plan(checkout, data, options.host, port)
        note_address(data, plan.host, plan.port)
        try:
            return asyncio.run(_run(plan, first_words))
        finally:
            if not is_given("BATON_DATABASE_URL"):
                database.fold_log(data.database)


def _plan(checkout: Checkout, data: DataFolder, host: str, port: int) -> Plan:
    known = database.installation(data)
    demo = known is not None and known.demo
    bots = _bot_processes()
    free = [candidate for candidate in ports.free_ports(bots + 2) if candidate != port]
    shop = ports.remembered_port(data.ports, "shop", {port, *free}) if demo else None
    return Plan(
        checkout=checkout,
        data=data,
        host=host,
        port=port,
        knowledge_port=free[0],
        bot_ports=tuple(free[1 : bots + 1]),
        shop_port=shop,
        redis=None if is_given("BATON_REDIS_URL") else redis_server.prepare(checkout, data),
        demo=demo,
    )


def _bot_processes() -> int:
    given = os.environ.get("BATON_BOT_PROCESSES", str(DEFAULT_BOT_PROCESSES))
    if not given.isdigit() or not 1 <= int(given) <= 16:
        raise CommandError(f"BATON_BOT_PROCESSES is {given!r}: set it to a number from 1 to 16.")
    return int(given)


def _stages(plan: Plan, model: Path) -> list[list[Service]]:
    """Stopped from the last to the first: a process ends after those that call it."""
    bots = [services.bot_service(plan, number, model) for number in range(1, len(plan.bot_ports) + 1)]
    redis = [services.redis_service(plan)] if plan.redis else []
    shop = [services.shop_service(plan)] if plan.shop_port else []
    return [redis, [services.knowledge_service(plan), *bots], [services.chat_service(plan), *shop]]


async def _run(plan: Plan, first_words: list[str]) -> int:
    stream = LogStream(folder=plan.data.logs)
    model = current_model(plan.checkout, active(plan.checkout, plan.data, demo=plan.demo))
    supervisor = Supervisor(_stages(plan, model), stream)
    switch = Switch(plan, supervisor, stream, model)

    async def begin() -> None:
        await _begin(plan, supervisor, stream, first_words)
        await asyncio.gather(switch.follow(), WantedPacks(plan.checkout, plan.data, stream).follow())

    return await run_in_foreground(supervisor, stream, begin)


async def _begin(plan: Plan, supervisor: Supervisor, stream: LogStream, first_words: list[str]) -> None:
    bots = [name for name in supervisor.names() if name.startswith("bot-")]
    supervisor.start("chat")  # first: customers wait for it, and it waits for no other process
    supervisor.start(*(name for name in supervisor.names() if name not in bots))
    with suppress(TimeoutError):
        async with asyncio.timeout(BOTS_WAIT_SECONDS):
            await supervisor.ready("chat")
    supervisor.start(*bots)
    await supervisor.ready("chat")
    for line in [*addresses(plan), *first_hour_lines(plan), *first_words, *map(sign_in_line, read_sign_ins(plan.data))]:
        stream.plain(line)
    for name in ("knowledge", *bots):
        await supervisor.ready(name)
    stream.plain("Baton is complete: the bot answers. Ctrl-C stops it.")


def first_hour_lines(plan: Plan) -> list[str]:
    """The link to the five steps that make a new installation the company's own, until they are done."""
    link = plan.data.first_hour_link
    if not link.is_file():
        return []
    address = plan.public_url.rstrip("/") + link.read_text(encoding="utf-8").strip()
    return ["Set Baton up in the browser, in five steps:", f"  {address}", ""]


def addresses(plan: Plan) -> list[str]:
    """The pages to open; the help page is an article's, because each article has its own page."""
    base = plan.public_url.rstrip("/")
    shown = {"demo shop": f"{plan.shop_url}/"} if plan.shop_port else {}
    shown |= {"console": f"{base}/console", "editor": f"{base}/editor"}
    if plan.demo:
        shown["help"] = f"{base}/help/{SHOWN_ARTICLE}"
    return ["", "Baton takes messages.", *(f"  {name:<10} {address}" for name, address in shown.items()), ""]
