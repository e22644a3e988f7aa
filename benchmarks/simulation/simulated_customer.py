"""A customer of the simulation: they ask for a person, wait, lose their connection now and then, and answer."""

import asyncio
import random

from benchmarks.callers.patient import Body, PatientCaller

QUESTION = "I would like to talk to a person about my order."
ANSWER = "Thank you, that helps."
BACK_AFTER_SECONDS = 0.5


class SimulatedCustomer:
    """Records what the customer was shown, with every gap and duplicate that the client could see."""

    def __init__(self, caller: PatientCaller, chance: random.Random, *, drops_every: float, gives_up: bool) -> None:
        self.caller = caller
        self.id = ""
        self.heard: list[int] = []
        self.gaps = 0
        self.doubles = 0
        self.drops = 0
        self.gave_up = gives_up
        self._chance = chance
        self._drops_every = drops_every
        self._said = 0
        self._to_answer: asyncio.Queue[int] = asyncio.Queue()
        self._over = asyncio.Event()

    @property
    def path(self) -> str:
        return f"/conversations/{self.id}"

    async def run(self) -> None:
        """Returns when the matter is resolved, or when the customer has gone back to the bot."""
        opened = await self.caller.ok("POST", "/conversations", {})
        self.id, self.caller.token = opened["conversation_id"], opened["token"]
        async with asyncio.TaskGroup() as group:
            listening = group.create_task(self._listen())
            answering = group.create_task(self._answer())
            await self._say(QUESTION)
            await self.caller.unless_conflict("POST", f"{self.path}/handoff", {})
            if self.gave_up:
                await self._give_up()
            await self._over.wait()
            listening.cancel()
            answering.cancel()

    async def _give_up(self) -> None:
        """If an agent was faster, the customer stays."""
        await asyncio.sleep(self._chance.random())
        self.gave_up = await self.caller.unless_conflict("DELETE", f"{self.path}/handoff")
        if self.gave_up:
            self._over.set()

    async def _listen(self) -> None:
        """The end is a message too, so it also reaches a customer who was away or whose thanks reopened the
        conversation.
        """
        while True:
            after = self.heard[-1] if self.heard else 0
            stays = self._chance.expovariate(1 / self._drops_every)
            await self.caller.hear(f"{self.path}/socket?after={after}", self._hear, stays)
            self.drops += 1
            await asyncio.sleep(self._chance.random() * BACK_AFTER_SECONDS)

    def _hear(self, frame: Body) -> None:
        if frame["type"] == "message.created":
            self._hear_message(frame["message"])

    def _hear_message(self, message: Body) -> None:
        last = self.heard[-1] if self.heard else 0
        if message["seq"] <= last:
            self.doubles += 1
            return
        if message["previous"] != last:
            self.gaps += 1
        self.heard.append(message["seq"])
        if message["author"]["kind"] == "agent" and message["kind"] == "text":
            self._to_answer.put_nowait(message["seq"])
        elif message.get("event") == "conversation.resolved":
            self._over.set()

    async def _answer(self) -> None:
        while True:
            await self._to_answer.get()
            await self._say(ANSWER)

    async def _say(self, text: str) -> None:
        self._said += 1
        body = {"client_message_id": f"c{self._said}", "text": text}
        await self.caller.unless_conflict("POST", f"{self.path}/messages", body)
