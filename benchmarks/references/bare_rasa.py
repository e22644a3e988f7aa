"""The second reference: Baton's own model under `rasa run` and the REST channel, with the knowledge base's encoder.

It shows the cost of the dialogue alone: nothing is stored, nothing is searched and nobody can take over.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp

from benchmarks.processes.processes import Started, started
from benchmarks.references.rest_channel import RestChannel
from benchmarks.workspace import Workspace
from launcher.places import DataFolder
from launcher.processes.child import Command
from launcher.processes.ports import LOOPBACK, free_ports
from launcher.processes.process_environment import clean_environment
from launcher.services import services
from launcher.services.services import Plan
from launcher.set_up.training import current_model

READY_WITHIN_SECONDS = 120.0


@asynccontextmanager
async def answering_bare_rasa(
    workspace: Workspace, session: aiohttp.ClientSession, data: DataFolder, processes: int
) -> AsyncIterator[RestChannel]:
    """As many processes as Baton has bots, and one `knowledge` on the same database for their sentence vectors."""
    chat, knowledge, *ports = free_ports(processes + 2)
    plan = Plan(workspace.checkout, data, LOOPBACK, chat, knowledge, tuple(ports), None, None, demo=True)
    async with AsyncExitStack() as stack:
        service = services.knowledge_service(plan)
        encoder = await stack.enter_async_context(
            started("knowledge for bare Rasa", service.command, service.environment, service.folder)
        )
        rasas = [await stack.enter_async_context(_bare_rasa(workspace, plan, port)) for port in ports]
        assert service.ready is not None
        await encoder.until(service.ready, READY_WITHIN_SECONDS)
        for rasa, port in zip(rasas, ports, strict=True):
            await rasa.until(RestChannel(session, [_address(port)]).answers, READY_WITHIN_SECONDS)
        process_ids = [encoder.pid, *(rasa.pid for rasa in rasas)]
        yield RestChannel(session, [_address(port) for port in ports], process_ids)


@asynccontextmanager
async def _bare_rasa(workspace: Workspace, plan: Plan, port: int) -> AsyncIterator[Started]:
    root = workspace.checkout.root
    credentials = workspace.scratch / f"credentials-{port}.yml"
    credentials.write_text("rest:\n", encoding="utf-8")
    files: Command = ["--credentials", credentials, "--endpoints", root / "bot" / "endpoints.yml"]
    options: Command = ["--model", current_model(workspace.checkout), "--interface", LOOPBACK, "--port", str(port)]
    command: Command = [workspace.checkout.rasa_python, "-m", "bot", "run", *options, *files]
    environment = clean_environment(
        workspace.checkout,
        plan.data.homes,
        {
            "BATON_KNOWLEDGE_URL": f"http://{LOOPBACK}:{plan.knowledge_port}",
            "BATON_KNOWLEDGE_TOKEN_FILE": str(plan.knowledge_token),
        },
    )
    async with started(f"bare Rasa on port {port}", command, environment, root) as process:
        yield process


def _address(port: int) -> str:
    return f"http://{LOOPBACK}:{port}"
