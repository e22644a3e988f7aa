"""How long a start takes (not the first one): until a message is accepted, and until the bot answers."""

import aiohttp

from benchmarks.callers import messages
from benchmarks.callers.customer import Customer
from benchmarks.figures import Figure, Target
from benchmarks.measurements.timing import median, ratio_of_rounds
from benchmarks.processes.processes import CannotMeasure
from benchmarks.processes.running_baton import RunningBaton, running_baton
from benchmarks.references.stock_rasa import READY_WITHIN_SECONDS, prepare, running_stock_rasa
from benchmarks.workspace import Workspace

STARTS = 3
ACCEPTS_WITHIN_SECONDS = 60.0
ANSWERS_WITHIN_SECONDS = 120.0


async def measure(workspace: Workspace) -> list[Figure]:
    await prepare(workspace)
    folder = workspace.folder("startup")
    workspace.say("a first start, to fill the data folder")
    async with running_baton(workspace, folder) as baton:
        await baton.complete()
    accepted, answered, references = [], [], []
    for number in range(STARTS):
        workspace.say(f"start {number + 1} of {STARTS}")
        async with aiohttp.ClientSession() as session:
            async with running_baton(workspace, folder) as baton:
                accepted.append(await baton.process.until(_Accepting(session, baton), ACCEPTS_WITHIN_SECONDS))
                answered.append(await _first_answer(session, baton))
            async with running_stock_rasa(workspace, session) as (process, channel):
                references.append(await process.until(channel.answers, READY_WITHIN_SECONDS))
    return [
        _figure("start to first message accepted", accepted, references, 3.0),
        _figure("start to first answer of the bot", answered, references, 15.0),
    ]


class _Accepting:
    """Whether a customer can open a conversation and their first message is stored."""

    def __init__(self, session: aiohttp.ClientSession, baton: RunningBaton) -> None:
        self._session = session
        self._api = baton.api

    async def __call__(self) -> bool:
        try:
            async with self._session.post(f"{self._api}/conversations", json={}) as response:
                if response.status != 201:
                    return False
                opened = await response.json()
            headers = {"Authorization": f"Bearer {opened['token']}"}
            body = {"client_message_id": "first", "text": messages.CUSTOMER[0]}
            path = f"{self._api}/conversations/{opened['conversation_id']}/messages"
            async with self._session.post(path, json=body, headers=headers) as response:
                return response.status == 201
        except aiohttp.ClientConnectionError:
            return False


async def _first_answer(session: aiohttp.ClientSession, baton: RunningBaton) -> float:
    """Asks as soon as Baton reports that its bot and knowledge base are healthy; the reply must be an answer, not an
    apology.
    """

    async def well() -> bool:
        async with session.get(f"{baton.api}/health") as response:
            health = await response.json()
        return bool(health["bot"] == "ok" and health["knowledge"] == "ok")

    ready = await baton.process.until(well, ANSWERS_WITHIN_SECONDS)
    async with Customer(session, baton.api) as customer:
        turn = await customer.ask(messages.CUSTOMER[0])
        if customer.is_queued:
            raise CannotMeasure(f"Baton was healthy but could not answer: {customer.last_reply!r}")
    return ready + turn


def _figure(name: str, seconds: list[float], references: list[float], below: float) -> Figure:
    return Figure(
        name=name,
        value=median(seconds),
        unit="s",
        reference="stock Rasa's first reply",
        reference_value=median(references),
        ratio=ratio_of_rounds(seconds, references),
        target=Target("value", below=below),
        details={"slowest": max(seconds), "starts": len(seconds)},
    )
