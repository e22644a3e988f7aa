"""One run: a few people write while faults happen, then everything is healed and their histories are checked.

A run is short, so that hundreds are possible on one started Baton. Its seed decides who writes what and when, and which
faults happen; what the machine does in between is its own affair.
"""

import asyncio
import random
import time
from collections.abc import Collection, Coroutine, Sequence
from dataclasses import dataclass, field

import aiohttp

from benchmarks.callers.messages import CUSTOMER
from benchmarks.callers.patient import Body, PatientCaller
from benchmarks.faults.faults import FAULTS
from benchmarks.faults.history import History, Problem, Reader, check
from benchmarks.faults.people import Console, Diary, Tab, Writer, line_of
from benchmarks.faults.victims import Victims

WITH_BOT = 3
MESSAGES = 4
FAULTS_A_RUN = 2
PAUSE_SECONDS = 0.8
BEGINS_WITHIN_SECONDS = 1.5
LASTS_SECONDS = (0.5, 2.5)
ACKNOWLEDGED_WITHIN_SECONDS = 90.0
SETTLED_WITHIN_SECONDS = 30.0
LOOKS_AGAIN_SECONDS = 0.3


@dataclass(frozen=True)
class Plan:
    """The fault's name, when it begins and how long it lasts, for each fault of a run."""

    faults: Sequence[tuple[str, float, float]]

    @classmethod
    def drawn(cls, chance: random.Random, names: Collection[str], count: int) -> "Plan":
        chosen = chance.sample(sorted(names), min(count, len(names)))
        return cls(
            [(name, chance.uniform(0, BEGINS_WITHIN_SECONDS), chance.uniform(*LASTS_SECONDS)) for name in chosen]
        )


@dataclass
class Outcome:
    """What a run found."""

    seed: int
    planned: Sequence[str]
    injected: list[str] = field(default_factory=list)
    acknowledged: int = 0
    attempted: int = 0
    waits: list[float] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unanswered: int = 0
    """Conversations with the bot whose last word is the customer's."""
    seconds: float = 0.0


class Runner:
    """Runs on one Baton, with the token of one agent who is present."""

    def __init__(self, victims: Victims, session: aiohttp.ClientSession, agent_token: str) -> None:
        self._victims = victims
        self._session = session
        self._anybody = PatientCaller(session, victims.api)
        self._agent = PatientCaller(session, victims.api, agent_token)
        self._console = Console(session, victims.api, self._agent)

    async def run(self, seed: int, names: Collection[str] = tuple(FAULTS), count: int = FAULTS_A_RUN) -> Outcome:
        """Draws that many faults from the named ones."""
        chance, began = random.Random(seed), time.monotonic()
        plan = Plan.drawn(chance, names, count)
        outcome = Outcome(seed, [name for name, _, _ in plan.faults])
        await self._agent.ok("PUT", "/presence", {"state": "online"})
        scenes = [await self._open(number, chance) for number in range(WITH_BOT + 1)]
        reading = [
            asyncio.create_task(each) for each in (self._console.run(), *(t.run() for s in scenes for t in s.tabs))
        ]
        try:
            await self._hand_over(scenes[-1])
            await self._write_under(plan, scenes, outcome)
            await self._settle(scenes, outcome)
        finally:
            self._console.forget()
            for task in reading:
                task.cancel()
            await asyncio.gather(*reading, return_exceptions=True)
        for scene in scenes:
            await scene.caller.unless_conflict("POST", f"{scene.path}/end", {})
        outcome.seconds = time.monotonic() - began
        return outcome

    async def _open(self, number: int, chance: random.Random) -> "Scene":
        opened = await self._anybody.ok("POST", "/conversations", {})
        caller = self._anybody.as_somebody(opened["token"])
        scene = Scene(opened["conversation_id"], caller, Diary(History(opened["conversation_id"])))
        for name in ("the widget", "a second tab"):
            reader = Reader(name)
            scene.diary.history.readers.append(reader)
            scene.tabs.append(Tab(self._session, self._victims.api, opened["token"], reader, scene.id))
        scene.texts = [f"{text} ({number}.{each})" for each, text in enumerate(chance.sample(CUSTOMER, MESSAGES))]
        scene.pauses = [chance.uniform(0, PAUSE_SECONDS) for _ in range(2 * MESSAGES)]
        scene.by_socket = [chance.random() < 0.5 for _ in range(MESSAGES)]
        return scene

    async def _hand_over(self, scene: "Scene") -> None:
        """Before any fault: the agent has the last conversation, and their console shows it."""
        await scene.caller.ok("POST", f"{scene.path}/handoff", {})
        waiting = (await self._agent.ok("GET", "/queue"))["queue"]
        handoff = next(row["handoff_id"] for row in waiting if row["conversation_id"] == scene.id)
        await self._agent.ok("POST", f"/handoffs/{handoff}/accept")
        scene.with_agent = True
        console = Reader("the console", reads_internal=True)
        console.seen += [line_of(message) for message in await self._read(self._agent, scene)]
        scene.diary.history.readers.append(console)
        self._console.watch(scene.id, console)

    async def _write_under(self, plan: Plan, scenes: Sequence["Scene"], outcome: Outcome) -> None:
        """Everybody writes while the faults happen. The faults are over when this returns."""
        writing = [asyncio.create_task(each) for scene in scenes for each in self._writers(scene)]
        injected = await asyncio.gather(*(self._inject(name, at, lasts) for name, at, lasts in plan.faults))
        outcome.injected = [name for name, done in zip(outcome.planned, injected, strict=True) if done]
        _, late = await asyncio.wait(writing, timeout=ACKNOWLEDGED_WITHIN_SECONDS)
        for task in late:
            task.cancel()
        ended = await asyncio.gather(*writing, return_exceptions=True)
        for failure in ended:
            if isinstance(failure, Exception):
                raise failure
        histories = [scene.diary.history for scene in scenes]
        outcome.attempted = sum(len(history.attempted) for history in histories)
        outcome.acknowledged = sum(len(history.promises) for history in histories)
        outcome.waits = [wait for scene in scenes for wait in scene.diary.waits]

    async def _inject(self, name: str, begins: float, lasts: float) -> bool:
        await asyncio.sleep(begins)
        return await FAULTS[name](self._victims, lasts)

    def _writers(self, scene: "Scene") -> list[Coroutine[None, None, None]]:
        customer = Writer("customer", scene.caller, f"{scene.path}/messages", scene.diary, scene.tabs[0])
        writing = [_write(customer, scene.texts, scene.pauses[:MESSAGES], scene.by_socket)]
        if scene.with_agent:
            agent = Writer("agent", self._agent, f"{scene.path}/reply", scene.diary)
            texts = [f"I am looking into it. ({number})" for number in range(MESSAGES)]
            writing.append(_write(agent, texts, scene.pauses[MESSAGES:], [False] * MESSAGES))
        return writing

    async def _settle(self, scenes: Sequence["Scene"], outcome: Outcome) -> None:
        """Readers get a moment to catch up; what is still wrong then is wrong."""
        ends = time.monotonic() + SETTLED_WITHIN_SECONDS
        while True:
            for scene in scenes:
                reader = self._agent if scene.with_agent else scene.caller
                scene.diary.history.stored = [line_of(message) for message in await self._read(reader, scene)]
            outcome.problems = [problem for scene in scenes for problem in check(scene.diary.history)]
            outcome.unanswered = sum([await self._is_unanswered(scene) for scene in scenes])
            if not (outcome.problems or outcome.unanswered) or time.monotonic() > ends:
                return
            await asyncio.sleep(LOOKS_AGAIN_SECONDS)

    async def _is_unanswered(self, scene: "Scene") -> bool:
        if scene.diary.history.stored[-1].author != "customer":
            return False
        return bool((await scene.caller.ok("GET", scene.path))["status"] == "bot")

    async def _read(self, caller: PatientCaller, scene: "Scene") -> list[Body]:
        found: list[Body] = (await caller.ok("GET", f"{scene.path}/messages?limit=1000"))["messages"]
        return found


@dataclass
class Scene:
    """One conversation of a run."""

    id: str
    caller: PatientCaller
    diary: Diary
    tabs: list[Tab] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    by_socket: list[bool] = field(default_factory=list)
    with_agent: bool = False

    @property
    def path(self) -> str:
        return f"/conversations/{self.id}"


async def _write(writer: Writer, texts: Sequence[str], pauses: Sequence[float], by_socket: Sequence[bool]) -> None:
    for text, pause, socket in zip(texts, pauses, by_socket, strict=True):
        await asyncio.sleep(pause)
        await writer.send(text, by_socket=socket)
