"""The simulation on a complete Baton, started as a user starts it. Its `chat` is killed and restarts by itself."""

import os
import secrets
import signal

import aiohttp

from benchmarks.callers.staff import Staff, signed_in
from benchmarks.processes.running_baton import RunningBaton, running_baton
from benchmarks.simulation.accounting import Accounts
from benchmarks.simulation.simulation import Desk, Sizes, simulate
from benchmarks.workspace import Workspace

AGENTS = 50
SOON_LOST = {"BATON_PRESENCE_LEASE_SECONDS": "6", "BATON_PRESENCE_GRACE_SECONDS": "3"}
"""Shortened in the same way as the handling times."""


async def simulated_day(workspace: Workspace, sizes: Sizes, agents: int = AGENTS) -> Accounts:
    async with running_baton(workspace, workspace.folder("simulation"), **SOON_LOST) as baton:
        await baton.complete()
        async with signed_in(baton, "admin") as admin, signed_in(baton, "supervisor") as supervisor:
            people = [(name, await hired(baton, admin, name)) for name in (f"Agent {n}" for n in range(agents))]
            token = await _token(supervisor)

            async def kill() -> None:
                workspace.say("chat is killed")
                os.kill(baton.process_ids()["chat"], signal.SIGKILL)

            return await simulate(Desk(baton.api, people, token, kill), sizes)


async def hired(baton: RunningBaton, admin: Staff, name: str) -> str:
    """The API token of a new agent, who was invited in the usual way."""
    email = f"{secrets.token_hex(6)}@example.org"
    person = await admin.call("POST", "/people", {"email": email, "name": name, "roles": ["agent"]})
    invitation = (await admin.call("POST", f"/people/{person['id']}/invitation"))["url"].rpartition("=")[2]
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        agent = Staff(session, baton)
        await agent.call("POST", "/invitations/accept", {"token": invitation, "password": secrets.token_urlsafe(16)})
        return await _token(agent)


async def _token(person: Staff) -> str:
    made = await person.call("POST", "/tokens", {"name": "simulation"})
    return str(made["token"])
