"""Fills an empty database with the histories of many conversations, for measuring reports: as rows, without services.

The rows are those that the services would write, and their mix is that of a shop with a bot: four in ten conversations
meet an agent, half of the customers are known, one in six rates.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Table, insert

from conversations.models import contacts, conversations, feedback, messages, ratings
from handoff.handoffs.models import assignments, handoffs
from kit.database import Database
from knowledge_base.models import decisions
from staff.departments.models import departments
from staff.people.models import people

AT_ONCE = 2_000
DAYS = 90
FIRST_DAY = datetime(2026, 1, 5, tzinfo=UTC)
LAST_DAY = FIRST_DAY + timedelta(days=DAYS)
AGENTS = 20
TOPICS = ("delivery", "returns", "payment", "repairs", "sizes", "account", "gifts", "stock")
REASONS = ("asked_for_person", "nothing_found", "frustration", "repeated_misunderstanding")
HOURS = {
    "time_zone": "Europe/Brussels",
    "weekly": {day: [["08:00", "20:00"]] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")},
    "holidays": ["12-25"],
}
WORDS = ("where is my order", "it has not arrived yet", "thank you very much", "can I send it back", "of course")
ACTIONS = ("answer", "answer", "answer", "tentative", "clarify", "suggest", "hand_over")

Row = dict[str, Any]


class Histories:
    """Writes `count` conversations of ten messages each. The same seed gives the same histories."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self._count = count
        self._random = random.Random(seed)

    def write(self, database: Database) -> None:
        _insert(database, departments, [self._department(n) for n in range(3)])
        _insert(database, people, [_agent(n) for n in range(AGENTS)])
        batch: dict[Table, list[Row]] = {}
        for number in range(self._count):
            for table, row in self._conversation(number):
                batch.setdefault(table, []).append(row)
            if (number + 1) % AT_ONCE == 0 or number + 1 == self._count:
                for table in (conversations, messages, handoffs, assignments, decisions, ratings, feedback, contacts):
                    _insert(database, table, batch.get(table, []))
                batch.clear()

    def _department(self, number: int) -> Row:
        targets = {"first_reply": 10, "next_reply": 5, "resolution": 240}
        return {
            "id": f"dep_{number}",
            "name": ("Support", "Billing", "Workshop")[number],
            "low_confidence": "offer",
            "hours": HOURS,
            "active": True,
            "is_default": number == 0,
            "created_at": FIRST_DAY,
            "routing": "pick",
            "targets": targets,
        }

    def _conversation(self, number: int) -> Iterator[tuple[Table, Row]]:
        chance = self._random
        began = FIRST_DAY + timedelta(days=chance.random() * (DAYS - 2))
        talk = _Talk(f"conv_{number:06d}", began, chance)
        with_agent = chance.random() < 0.4
        yield from talk.with_bot(2 if with_agent else 5)
        if with_agent:
            yield from talk.with_agent()
        talk.end()
        identity = f"customer_{chance.randrange(self._count // 3 + 1)}" if chance.random() < 0.5 else None
        yield conversations, talk.row(number, identity)
        yield from ((messages, row) for row in talk.messages)
        if chance.random() < 0.16:
            comment = "Friendly and quick." if chance.random() < 0.3 else None
            score = chance.choice((1, 2, 3, 4, 4, 5, 5, 5))
            yield ratings, {"conversation_id": talk.id, "score": score, "comment": comment, "created_at": talk.now}
        if not with_agent and chance.random() < 0.2:
            helped = chance.random() < 0.7
            yield feedback, {"conversation_id": talk.id, "seq": 2, "helpful": helped, "created_at": talk.now}
        if identity is None and chance.random() < 0.1:
            left = {"email": f"c{chance.randrange(self._count)}@example.com", "phone": None, "note": ""}
            yield contacts, {"id": f"contact_{number}", "conversation_id": talk.id, "created_at": talk.now, **left}


class _Talk:
    """One conversation as it goes on."""

    def __init__(self, identifier: str, began: datetime, chance: random.Random) -> None:
        self.id = identifier
        self.began = self.now = began
        self.messages: list[Row] = []
        self._random = chance
        self._topic = chance.choice(TOPICS)
        self._department = f"dep_{chance.randrange(3)}"
        self._agent = 0

    def with_bot(self, turns: int) -> Iterator[tuple[Table, Row]]:
        for turn in range(1, turns + 1):
            self._pass(60)
            self._add("customer", turn=turn)
            self._pass(2)
            self._add("bot")
            yield decisions, self._decision(turn)

    def with_agent(self) -> Iterator[tuple[Table, Row]]:
        requested = self.now
        self._event("handoff.requested")
        accepted = self._random.random() < 0.9
        self._pass(600)
        taken = self.now
        self._agent = self._random.randrange(AGENTS)
        if accepted:
            self._event("assignment.created")
            self._pass(90)
            self._add("agent")
            self._pass(400)
            self._add("customer")
            self._pass(90)
            self._add("agent")
            self._pass(60)
        yield handoffs, self._handoff(requested, taken if accepted else None)
        if accepted:
            yield assignments, self._assignment(taken)

    def end(self) -> None:
        self._event("conversation.resolved" if self._agent else "conversation.ended")

    def row(self, number: int, identity: str | None) -> Row:
        return {
            "id": self.id,
            "token_hash": f"token-{number}",
            "status": "resolved",
            "locale": self._random.choice(("en", "nl-BE", "de", "fr")),
            "page_url": "https://shop.example/orders",
            "identity": {"id": identity, "name": "A customer"} if identity else None,
            "identity_id": identity,
            "department_id": self._department,
            "claim_epoch": 1,
            "last_seq": len(self.messages),
            "last_public_seq": len(self.messages),
            "turns_opened": 5,
            "turn": 5,
            "turn_tries": 0,
            "memory": {"topics": [self._topic], "language": "en"},
            "revision": len(self.messages),
            "created_at": self.began,
            "updated_at": self.now,
            "resolved_at": self.now,
        }

    def _pass(self, seconds: float) -> None:
        self.now += timedelta(seconds=1 + self._random.expovariate(1 / seconds))

    def _add(self, author: str, *, turn: int | None = None, **values: Any) -> None:
        seq = len(self.messages) + 1
        self.messages.append(
            {
                "conversation_id": self.id,
                "seq": seq,
                "id": f"{self.id}-{seq}",
                "previous_public": seq - 1,
                "author_kind": author,
                "author_id": f"agent_{self._agent}" if author == "agent" else None,
                "author_name": "",
                "kind": "text",
                "event": None,
                "text": self._random.choice(WORDS),
                "format": "plain",
                "visibility": "public",
                "client_message_id": f"{seq}" if author in ("customer", "agent") else None,
                "turn": turn,
                "created_at": self.now,
                **values,
            }
        )

    def _event(self, event: str) -> None:
        self._add("system", kind="event", event=event, text="")

    def _decision(self, turn: int) -> Row:
        return {
            "id": f"dec-{self.id}-{turn}",
            "conversation_id": self.id,
            "seq": len(self.messages),
            "turn": turn,
            "question": self._random.choice(WORDS),
            "in_context": False,
            "action": self._random.choice(ACTIONS),
            "rule": "measured",
            "choices": [],
            "probability": 0.5,
            "among_three": 0.5,
            "threshold": 0.5,
            "knowledge_version": 1,
            "created_at": self.now,
        }

    def _handoff(self, requested: datetime, taken: datetime | None) -> Row:
        return {
            "id": f"handoff-{self.id}",
            "conversation_id": self.id,
            "reason": self._random.choice(REASONS),
            "department_id": self._department,
            "priority": 0,
            "state": "closed",
            "agent_id": f"agent_{self._agent}" if taken else None,
            "requested_at": requested,
            "waiting_since": requested,
            "taken_at": taken,
            "closed_at": self.now,
            "language": "en",
            "topics": [self._topic],
            "skills": [],
            "upset": False,
            "hard": False,
        }

    def _assignment(self, taken: datetime) -> Row:
        return {
            "id": f"asg-{self.id}",
            "conversation_id": self.id,
            "handoff_id": f"handoff-{self.id}",
            "agent_id": f"agent_{self._agent}",
            "epoch": 1,
            "created_at": taken,
            "ended_at": self.now,
            "ending": "resolved",
        }


def _agent(number: int) -> Row:
    return {
        "id": f"agent_{number}",
        "name": f"Agent {number:02d}",
        "email": f"agent{number}@example.com",
        "roles": ["agent"],
        "departments": [],
        "active": True,
        "created_at": FIRST_DAY,
        "languages": [],
        "skills": [],
    }


def _insert(database: Database, table: Table, rows: list[Row]) -> None:
    if rows:
        database.write_now(lambda connection: connection.execute(insert(table), rows))
