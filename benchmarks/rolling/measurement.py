"""Restarts every process of a fleet in turn while people write, and checks what became of their messages."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import aiohttp

from benchmarks.faults.measurement import figures as figures_of_runs
from benchmarks.faults.measurement import in_words
from benchmarks.faults.run import Outcome, Runner
from benchmarks.faults.victims import Victims
from benchmarks.figures import Figure
from benchmarks.processes.processes import CannotMeasure
from benchmarks.processes.running_baton import running_baton
from benchmarks.references.postgres import has_postgres, running_postgres
from benchmarks.rolling.fleet import Fleet, fleet_on
from benchmarks.workspace import Workspace
from launcher.places import DataFolder

WRITERS = 2
"""Runs at the same time, each with four conversations: light load."""

ORDER = ("knowledge", "bot", "chat")
"""As `docs/operations.md` says for an upgrade."""


async def measure(workspace: Workspace) -> list[Figure]:
    """On PostgreSQL where the machine has it, because several machines share no SQLite file."""
    if workspace.database_url or not has_postgres():
        return await _measure(workspace)
    async with running_postgres() as address:
        return await _measure(replace(workspace, database_url=address))


async def _measure(workspace: Workspace) -> list[Figure]:
    folder = workspace.folder("rolling")
    async with running_baton(workspace, folder) as baton:  # makes people, articles, tokens and the model
        await baton.complete()
    data = DataFolder(folder)
    async with fleet_on(workspace, data) as fleet:
        tokens = [await _signed_in(fleet, _people(data, "agent")[which]) for which in range(WRITERS)]
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as people:
            outcomes, seconds = await _restart_all(workspace, fleet, people, tokens)
            invariants = await _invariants(people, fleet, data)
    on = "PostgreSQL" if workspace.database_url else "SQLite"
    return [*_figures_of_restarts(seconds, on), *figures_of_runs(outcomes, invariants)]


async def _restart_all(
    workspace: Workspace, fleet: Fleet, session: aiohttp.ClientSession, tokens: list[str]
) -> tuple[list[Outcome], dict[str, float]]:
    """What the runs found, and how long each process was away."""
    over = asyncio.Event()
    writing = [
        asyncio.create_task(_write_until(over, workspace, fleet, session, token, number))
        for number, token in enumerate(tokens)
    ]
    seconds: dict[str, float] = {}
    try:
        for name in [each for kind in ORDER for each in sorted(fleet.members) if each.startswith(kind)]:
            seconds[name] = await fleet.restart(name)
            workspace.say(f"{name} served again after {seconds[name]:.1f} s")
        over.set()
        found = await asyncio.gather(*writing)
    finally:
        for task in writing:
            task.cancel()
        await asyncio.gather(*writing, return_exceptions=True)
    return [outcome for each in found for outcome in each], seconds


async def _write_until(
    over: asyncio.Event, workspace: Workspace, fleet: Fleet, session: aiohttp.ClientSession, token: str, number: int
) -> list[Outcome]:
    victims = Victims(api=fleet.api, proxy=fleet.proxy, processes=dict)
    runner = Runner(victims, session, token)
    outcomes: list[Outcome] = []
    while not over.is_set():
        outcomes.append(await runner.run(workspace.seed + number + WRITERS * len(outcomes), (), 0))
        workspace.say(in_words(len(outcomes), outcomes[-1]))
    return outcomes


def _people(data: DataFolder, role: str) -> list[Mapping[str, Any]]:
    """The demo's people with this role."""
    return [row for row in json.loads(data.sign_ins.read_text(encoding="utf-8")) if row["role"] == role]


async def _invariants(session: aiohttp.ClientSession, fleet: Fleet, data: DataFolder) -> Mapping[str, int]:
    headers = {"Authorization": f"Bearer {await _signed_in(fleet, _people(data, 'supervisor')[0])}"}
    async with session.get(f"{fleet.api}/invariants", headers=headers) as answer:
        return {each["name"]: each["count"] for each in (await answer.json())["invariants"]}


async def _signed_in(fleet: Fleet, row: Mapping[str, Any]) -> str:
    """Returns a token of theirs."""
    given = {"email": row["email"], "password": row["password"]}
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        async with browser.post(f"{fleet.api}/sign-in", json=given) as answer:
            if answer.status != 200:
                raise CannotMeasure(f"the demo's {row['role']} could not sign in: {answer.status}")
        async with browser.post(f"{fleet.api}/tokens", json={"name": "rolling"}) as answer:
            return str((await answer.json())["token"])


def _figures_of_restarts(seconds: Mapping[str, float], database: str) -> list[Figure]:
    details = {name: round(took, 1) for name, took in seconds.items()}
    return [
        Figure(f"processes restarted, on {database}", len(seconds), "", details=details),
        Figure("longest restart", max(seconds.values()), "s"),
    ]
