"""The processes of one Baton on several ports, as operators run them: one database, one Redis, a balancer in front.

They are started as `./baton up` starts its own, with the same commands and settings, on a data folder that an earlier
`up` has filled.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace

from benchmarks.faults.proxy import FaultProxy, balancer
from benchmarks.processes.processes import Started, started
from benchmarks.processes.running_baton import NO_LIMITS
from benchmarks.workspace import Workspace
from launcher.data_folder import redis_server
from launcher.packs.selection import active
from launcher.places import DataFolder
from launcher.processes.ports import LOOPBACK, free_ports
from launcher.processes.supervisor import Service
from launcher.services.services import Plan, bot_service, chat_service, knowledge_service, redis_service
from launcher.set_up.training import current_model

CHATS, KNOWLEDGES, BOTS = 3, 2, 2
READY_WITHIN_SECONDS = 300.0


@dataclass
class Member:
    """One process of the fleet; `stack` ends it."""

    service: Service
    process: Started
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)


class Fleet:
    """All processes by name: `chat-1`, `knowledge-2`, …"""

    def __init__(self, address: str, proxy: FaultProxy) -> None:
        self.address = address
        self.proxy = proxy
        self.members: dict[str, Member] = {}

    @property
    def api(self) -> str:
        return f"{self.address}/api/v1"

    async def start(self, service: Service) -> None:
        stack = AsyncExitStack()
        running = started(
            service.name, service.command, service.environment, service.folder, grace_seconds=service.grace_seconds
        )
        process = await stack.enter_async_context(running)
        self.members[service.name] = Member(service, process, stack)
        if service.ready is not None:
            await process.until(service.ready, READY_WITHIN_SECONDS)

    async def restart(self, name: str) -> float:
        """Asks the process to end, as a service manager does, and starts it at the same port. Returns the seconds until
        it served again.
        """
        began = time.monotonic()
        member = self.members.pop(name)
        await member.stack.aclose()
        await self.start(member.service)
        return time.monotonic() - began

    async def stop(self) -> None:
        for member in reversed(list(self.members.values())):
            await member.stack.aclose()


@asynccontextmanager
async def fleet_on(workspace: Workspace, data: DataFolder) -> AsyncIterator[Fleet]:
    """All of them, ready to serve."""
    chats, knowledges, bots = free_ports(CHATS), free_ports(KNOWLEDGES), free_ports(BOTS)
    async with (
        balancer(LOOPBACK, chats) as (proxy, port),
        balancer(LOOPBACK, knowledges) as (_, knowledge_port),
    ):
        fleet = Fleet(f"http://{LOOPBACK}:{port}", proxy)
        redis = redis_server.prepare(workspace.checkout, data)
        common = Plan(workspace.checkout, data, LOOPBACK, port, knowledge_port, tuple(bots), None, redis, demo=True)
        try:
            await fleet.start(redis_service(common))
            for services in _services(workspace, common, chats, knowledges):
                await asyncio.gather(*(fleet.start(_unlimited(workspace, each)) for each in services))
            yield fleet
        finally:
            await fleet.stop()


def _services(
    workspace: Workspace, common: Plan, chats: Sequence[int], knowledges: Sequence[int]
) -> list[list[Service]]:
    """Those that others call come first."""
    model = current_model(workspace.checkout, active(workspace.checkout, common.data, demo=True))
    bots = [bot_service(common, number, model) for number in range(1, len(common.bot_ports) + 1)]
    asked = [replace(common, knowledge_port=port) for port in knowledges]
    served = [replace(common, port=port) for port in chats]
    return [
        [*_numbered(knowledge_service, asked), *bots],
        [
            replace(each, environment={**each.environment, "BATON_PUBLIC_URL": common.public_url})
            for each in _numbered(chat_service, served)
        ],
    ]


def _numbered(service: Callable[[Plan], Service], plans: Sequence[Plan]) -> list[Service]:
    made = [service(plan) for plan in plans]
    return [replace(each, name=f"{each.name}-{number}") for number, each in enumerate(made, start=1)]


def _unlimited(workspace: Workspace, service: Service) -> Service:
    """Without limits for customers, and on the benchmark's own database. The bot is told of neither."""
    if service.name.startswith("bot"):
        return service
    database = {"BATON_DATABASE_URL": workspace.database_url} if workspace.database_url else {}
    return replace(service, environment={**service.environment, **NO_LIMITS, **database})
