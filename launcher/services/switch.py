"""Changes a running bot to the model of other packs, process by process, without losing a turn.

`./baton packs` trains the model and then stores the choice. `up` notices the new choice and tells each bot process to
load the model beside the old one; the process changes over once the new one has loaded. If that fails, it keeps the old
one.
"""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

from launcher.command_error import CommandError
from launcher.packs.selection import active, described
from launcher.places import DataFolder
from launcher.processes import probe
from launcher.processes.stream import LogStream
from launcher.processes.supervisor import Supervisor
from launcher.services.services import Plan, bot_service
from launcher.set_up.training import current_model

LOOKS_EVERY_SECONDS = 1.0
LOADED_WITHIN_SECONDS = 300.0


class Switch:
    """Follows the choice of packs of one running Baton."""

    def __init__(self, plan: Plan, supervisor: Supervisor, stream: LogStream, model: Path) -> None:
        self._plan, self._supervisor, self._stream = plan, supervisor, stream
        self._model = model
        self._packs = active(plan.checkout, plan.data, demo=plan.demo)
        self._seen = _state_of(plan.data)
        self._note()  # before anything starts: `chat` reads it

    async def follow(self) -> None:
        """Runs as long as Baton does."""
        while True:
            await asyncio.sleep(LOOKS_EVERY_SECONDS)
            if (state := _state_of(self._plan.data)) != self._seen:
                self._seen = state
                try:
                    await self._change()
                except OSError as error:  # a full disk must not end Baton
                    self._stream.say("baton", f"the bot keeps its packs: {error}")

    async def _change(self) -> None:
        plan = self._plan
        try:
            packs = active(plan.checkout, plan.data, demo=plan.demo)
            model = current_model(plan.checkout, packs)
        except CommandError as error:
            self._stream.say("baton", f"the bot keeps its packs: {error}")
            self._note(str(error))
            return
        for number in range(1, len(plan.bot_ports) + 1):
            if (problem := await self._change_one(number, model)) is not None:
                self._stream.say("baton", f"bot-{number} keeps its model: {problem}")
                await self._change_back(range(1, number))
                self._note(problem)
                return
        self._model, self._packs = model, packs
        self._stream.say("baton", f"the bot has changed to {model.name}")
        self._note()

    def _note(self, problem: str | None = None) -> None:
        plan = self._plan
        note_served(plan.data, self._model, problem, described(plan.checkout, plan.data, self._packs))

    async def _change_one(self, number: int, model: Path) -> str | None:
        """What went wrong; None if the process serves the model."""
        port, token = self._plan.bot_ports[number - 1], self._plan.bot_token
        body = {"model": str(model)}
        status, said = await probe.post(
            port, "/webhooks/baton/model", body, token, within_seconds=LOADED_WITHIN_SECONDS
        )
        if status == 200:
            self._supervisor.replace(bot_service(self._plan, number, model))  # for the next start of the process
            return None
        error = said.get("error") if isinstance(said, dict) else None
        return str(error["message"]) if isinstance(error, dict) else "it did not answer"

    async def _change_back(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            await self._change_one(number, self._model)


def note_served(
    data: DataFolder, model: Path, problem: str | None = None, packs: Sequence[dict[str, object]] = ()
) -> None:
    """Tells the `packs` command which model the running bot serves, and `chat` which packs there are."""
    data.packs.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = json.dumps({"model": model.name, "problem": problem, "of": _state_of(data), "packs": list(packs)})
    fresh = data.served_model.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(data.served_model)


def problem_after(data: DataFolder) -> tuple[bool, str | None]:
    """Whether the running Baton has dealt with the present choice, and what went wrong."""
    try:
        served = json.loads(data.served_model.read_text(encoding="utf-8"))
        return served["of"] == _state_of(data), served["problem"]
    except (OSError, ValueError, KeyError, TypeError):
        return False, None


def _state_of(data: DataFolder) -> str:
    """Changes whenever a choice is stored, even the same one."""
    try:
        found = data.active_packs.stat()
    except OSError:
        return ""
    return f"{found.st_ino}:{found.st_mtime_ns}"
