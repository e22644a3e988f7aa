"""`./baton decide`: runs each message of a file as a new conversation, on the same path as the widget, and stores
nothing.

It runs `Dialogue` itself, on the same `knowledge` and `bot`. Only the transaction that would store the outcome is left
out, so nothing has to be rolled back.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import orjson
from sqlalchemy import Connection, select

from chat.assembly.container import Container, build_container
from chat.assembly.settings import ChatSettings
from chat.turns.language import heard_language, reply_language
from chat.turns.runner import CONTEXT_MESSAGES
from chat.turns.turn import Outcome, Turn
from conversations.conversation import CUSTOMER, Draft
from conversations.text import clean_text
from kit.clock import system_clock
from kit.errors import BadRequest
from kit.logs import configure_logs
from knowledge_base.decision import sensitive_repository
from knowledge_base.decision.sensitive import SensitiveTopic
from knowledge_base.models import knowledge_state
from staff.departments.service import low_confidence_of

AT_ONCE = 4


async def decide_all(container: Container, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What came of each row, in the order of the rows."""
    found = await outcomes_of(container, rows)
    return [
        describe(str(row["id"]), Outcome()) | {"reason": came.code}
        if isinstance(came, BadRequest)
        else describe(str(row["id"]), came)
        for row, came in zip(rows, found, strict=True)
    ]


async def outcomes_of(container: Container, rows: Sequence[Mapping[str, Any]]) -> list[Outcome | BadRequest]:
    """The outcome of each row, or why the widget would refuse it."""
    version, low_confidence, topics = await container.database.read(_read_state)
    places = asyncio.Semaphore(AT_ONCE)

    async def one(number: int, row: Mapping[str, Any]) -> Outcome | BadRequest:
        try:
            text = clean_text(row.get("text"))
            before = [clean_text(said) for said in row.get("before") or ()]
        except BadRequest as error:  # what the widget would be told; nobody is really asked
            return error
        async with places:
            return await _last_of(number, row, [*before, text])

    async def _last_of(number: int, row: Mapping[str, Any], texts: list[str]) -> Outcome:
        """Says all the messages in one conversation and returns the outcome of the last one."""
        said: list[Draft] = []
        outcome = Outcome()
        for place, text in enumerate(texts, start=1):
            memory = heard_language(outcome.memory, text)
            turn = Turn(
                f"decide-{number}",
                place,
                f"decide-{row['id']}-{place}",
                text,
                context=[draft.text for draft in said[-CONTEXT_MESSAGES:]],
                dialogue=outcome.dialogue,
                memory=memory,
                knowledge_version=version,
                low_confidence=low_confidence,
                said_before=[draft.text for draft in said if draft.author.kind == "customer"],
                sensitive_topics=topics,
                language=reply_language(memory, None),
            )
            outcome = await container.dialogue.think(turn)
            said.extend((Draft(CUSTOMER, text), *outcome.drafts))
        return outcome

    return await asyncio.gather(*(one(number, row) for number, row in enumerate(rows)))


def describe(row_id: str, outcome: Outcome) -> dict[str, Any]:
    """An outcome in the output format. `reply` means that the dialogue answered without asking `knowledge`."""
    decision = outcome.decision
    action = decision.action if decision else "hand_over" if outcome.handoff else "reply"
    return {
        "id": row_id,
        "action": action,
        "reason": outcome.handoff or (decision.reason if decision else None),
        "queued": outcome.handoff is not None,
        "intent": outcome.intents[0].name if outcome.intents else None,
        "confidence": _confidence(outcome),
        "article_id": decision.article_id if decision else None,
        "replies": [_read(draft) for draft in outcome.drafts],
    }


def _read(draft: Draft) -> str:
    """All the words of a message: its text and the titles of its buttons."""
    return "\n".join([draft.text, *(choice["title"] for choice in draft.choices)])


def _confidence(outcome: Outcome) -> float | None:
    """P(the answer is right) if `knowledge` was asked, otherwise the confidence of the intent."""
    if outcome.decision is not None:
        return outcome.decision.confidence
    return outcome.intents[0].confidence if outcome.intents else None


def _read_state(connection: Connection) -> tuple[int | None, str, list[SensitiveTopic]]:
    version = connection.scalar(select(knowledge_state.c.version))
    return version, low_confidence_of(connection, None), sensitive_repository.list_topics(connection)


def read_rows(path: Path) -> list[Mapping[str, Any]]:
    """Reads the rows of a JSON Lines file. Raises BadRequest with the line number of an invalid row."""
    rows: list[Mapping[str, Any]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError:
            raise BadRequest(f"line {number} of {path.name} is not JSON", code="bad_json") from None
        if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
            raise BadRequest(f"line {number} of {path.name} needs an id and a text", code="missing_field")
        rows.append(cast(Mapping[str, Any], row))
    return rows


async def run(settings: ChatSettings, source: Path, out: Path) -> None:
    container = build_container(settings, system_clock)
    container.connectors.store_nothing()
    try:
        decided = await decide_all(container, read_rows(source))
    finally:
        await container.packs.stop()
        await container.session.close()
        container.database.close()
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in decided), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(prog="baton decide")
    parser.add_argument("--in", dest="source", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    settings = ChatSettings()
    configure_logs("ERROR")
    try:
        asyncio.run(run(settings, given.source, given.out))
    except (BadRequest, OSError) as error:
        print(f"decide: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
