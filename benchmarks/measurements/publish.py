"""How long an editor's change takes to reach customers: from `POST …/publish` to a reply with the new text."""

import time

import aiohttp

from benchmarks.callers import messages
from benchmarks.callers.customer import Customer
from benchmarks.callers.staff import Staff, signed_in
from benchmarks.figures import Figure, Target
from benchmarks.measurements.timing import median, ratio_of_rounds
from benchmarks.processes.processes import CannotMeasure
from benchmarks.processes.running_baton import RunningBaton, running_baton
from benchmarks.workspace import Workspace

PUBLICATIONS = 15
GIVES_UP_AFTER_SECONDS = 30.0


async def measure(workspace: Workspace) -> list[Figure]:
    async with running_baton(workspace, workspace.folder("publish")) as baton, aiohttp.ClientSession() as session:
        await baton.complete()
        async with signed_in(baton, "editor") as editor:
            workspace.say(f"{PUBLICATIONS} publications")
            article = await _new_article(editor)
            bare_turns, changes, asked = [], [], []
            for number in range(PUBLICATIONS):
                before, after, times = await _one_change(editor, article, session, baton, f"{41 + number}")
                bare_turns.append(before)
                changes.append(after)
                asked.append(times)
    return [
        Figure(
            name="publish to changed answer, p50",
            value=median(changes),
            unit="s",
            reference="a bare turn",
            reference_value=median(bare_turns),
            ratio=ratio_of_rounds(changes, bare_turns),
        ),
        Figure(
            name="publish to changed answer, slowest",
            value=max(changes),
            unit="s",
            target=Target("value", below=2.0),
            details={"publications": PUBLICATIONS, "most_messages_until_changed": max(asked)},
        ),
    ]


async def _new_article(editor: Staff) -> str:
    body = {
        "title": messages.TANDEM_TITLE,
        "body": messages.TANDEM_BODY.format(price="40"),
        "questions": list(messages.TANDEM_PHRASINGS),
    }
    article = await editor.call("POST", "/articles", body)
    await editor.call("POST", f"/articles/{article['id']}/publish", {"version": article["version"]})
    return str(article["id"])


async def _one_change(
    editor: Staff, article: str, session: aiohttp.ClientSession, baton: RunningBaton, price: str
) -> tuple[float, float, int]:
    """The seconds of a plain turn; then the seconds from publication to the changed answer, and how often it was asked
    for.
    """
    read = await editor.call("GET", f"/articles/{article}")
    words = {"title": messages.TANDEM_TITLE, "body": messages.TANDEM_BODY.format(price=price)}
    draft = await editor.call("PUT", f"/articles/{article}", words | {"version": read["version"]})
    async with Customer(session, baton.api) as before:
        bare_turn = await before.ask(messages.TANDEM_QUESTION)
    if f"{price} euros" in before.last_reply:
        raise CannotMeasure("the draft was used in an answer before it was published")
    began = time.perf_counter()
    await editor.call("POST", f"/articles/{article}/publish", {"version": draft["version"]})
    times, reply = 0, ""
    while f"{price} euros" not in reply:
        if time.perf_counter() - began > GIVES_UP_AFTER_SECONDS:
            raise CannotMeasure(f"the published change never reached a customer, whose reply was: {reply!r}")
        reply = await _asked_by_somebody_new(session, baton)
        times += 1
    return bare_turn, time.perf_counter() - began, times


async def _asked_by_somebody_new(session: aiohttp.ClientSession, baton: RunningBaton) -> str:
    """The answer to a customer's first message. A customer who asks the same thing repeatedly would be handed over."""
    async with Customer(session, baton.api) as customer:
        await customer.ask(messages.TANDEM_QUESTION)
        return customer.last_reply
