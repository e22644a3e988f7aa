"""A desk whose days a test plays at its own clock: customers, the bot and agents act through the real services."""

import asyncio
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from chat.agents.replies import store_reply
from chat.customers.messages import receive_message
from chat.report_facts.keeper import FactsKeeper
from chat.reports.period import Filters
from chat.reports.reports import REPORTS
from chat.turns.runner import commit_turn, load_turn
from chat.turns.turn import Outcome
from conversations import repository as conversations
from conversations.contact import Contact
from conversations.conversation import BOT, Draft, Opening
from conversations.service import get, open_conversation, post_event
from handoff.follow_ups import service as follow_ups
from handoff.handoffs.timeline import contact_left
from handoff.lifecycle import service
from kit.auth import Principal
from kit.database import Database
from knowledge_base.decision.decision import Decision
from knowledge_base.outcomes import repository as outcomes
from knowledge_base.outcomes.outcomes import Happened
from staff.departments import service as departments
from staff.departments.department import Department
from tests.fixtures.story import START, MovableClock, Story

UTC = ZoneInfo("UTC")
EXPLANATION = {"in_context": False, "among_three": 0.5, "knowledge_version": 1}


class Desk(Story):
    def __init__(self, database: Database, clock: MovableClock) -> None:
        super().__init__(database, clock)
        self.keeper = FactsKeeper(database, clock)
        self.keeper.PAUSE_SECONDS = 0.0

    def department(self, name: str, **values: Any) -> Department:
        if values.pop("default", False):
            made = self.database.write_now(departments.ensure_default_department, self.clock(), name=name)
            return self.database.write_now(departments.change_department, made.id, values)
        return self.database.write_now(departments.add_department, name, self.clock(), **values)

    # The customer

    def arrives(self, identity: str | None = None, *, locale: str | None = None) -> str:
        opening = Opening(locale=locale, identity={"id": identity} if identity else None)
        return self.database.write_now(open_conversation, opening, self.clock())[0].id

    def asks(self, conversation: str, text: str = "Where is it?") -> None:
        self.say(conversation, text)

    def chooses(self, conversation: str, text: str) -> None:
        self._sent += 1
        self.database.write_now(receive_message, conversation, f"m{self._sent}", text, None, self.clock())

    def wants_person(self, conversation: str, department: Department | None = None) -> str:
        self.database.write_now(service.ask_for_person, conversation, self.clock(), note=None, department=department)
        return self.handoff(conversation).id

    def goes_back(self, conversation: str) -> None:
        self.database.write_now(service.cancel, conversation, self.clock())

    def leaves(self, conversation: str) -> None:
        self.database.write_now(service.end_by_customer, conversation, self.clock())

    def leaves_contact(self, conversation: str, email: str | None, phone: str | None = None) -> None:
        contact, now = Contact(email, phone, ""), self.clock()

        def write(connection: Any) -> None:
            follow_ups.leave_contact(connection, get(connection, conversation, lock=True), contact, now)
            found = get(connection, conversation, lock=True)
            post_event(connection, found, "contact.left", now, text=contact_left(contact))

        self.database.write_now(write)

    def thumbs(self, conversation: str, helpful: bool) -> None:
        """On the bot's last text."""
        last = [m for m in self.transcript(conversation) if m.draft.author.kind == "bot"][-1]
        self.database.write_now(conversations.put_feedback, conversation, last.seq, helpful, self.clock())

    def rates(self, conversation: str, score: int, comment: str | None = None) -> None:
        self.database.write_now(conversations.put_rating, conversation, score, comment, self.clock())

    # The bot

    def bot(self, conversation: str, action: str | None = "answer", *, topic: str | None = None) -> None:
        """Takes its turn with this decision; None is a reply of the dialogue, without one."""
        turn = self.database.read_now(load_turn, conversation, self.clock())
        assert turn is not None
        decision = Decision(action, "test", explanation=EXPLANATION) if action else None  # type: ignore[arg-type]
        memory = {"topics": [topic]} if topic else {}
        drafts = [Draft(BOT, "This is what I know.")]
        outcome = Outcome(drafts, None, memory, decision=decision, decided=0 if decision else None)
        assert self.database.write_now(commit_turn, turn, outcome, self.clock())

    def said(self, conversation: str, happened: Happened) -> None:
        """By button or in words, about the last decision."""
        found = self.database.read_now(outcomes.find_latest, conversation)
        assert found is not None
        self.database.write_now(outcomes.put_outcome, found.id, happened, None, self.clock())
        self.touch(conversation)

    def touch(self, conversation: str) -> None:
        """A turn comes with each such word, and changes the conversation."""
        now = self.clock()
        self.database.write_now(
            lambda connection: conversations.change(connection, get(connection, conversation, lock=True), now)
        )

    # Agents

    def accepts(self, agent: Principal, conversation: str) -> None:
        self.database.write_now(service.accept, self.handoff(conversation).id, agent, self.clock())

    def replies(self, agent: Principal, conversation: str, *, note: bool = False) -> None:
        self._sent += 1
        visibility: Any = "internal" if note else "public"
        self.database.write_now(
            store_reply, conversation, agent, f"r{self._sent}", "I will look.", visibility, self.clock()
        )

    def snoozes(self, agent: Principal, conversation: str, **until: float) -> None:
        due = self.clock() + timedelta(**until)
        self.database.write_now(follow_ups.snooze, conversation, agent, due, "", self.clock())

    def wakes(self, agent: Principal, conversation: str) -> None:
        self.database.write_now(follow_ups.end_snooze, conversation, agent, self.clock())

    def requeues(self, agent: Principal, conversation: str, **to: Any) -> None:
        self.database.write_now(service.requeue, conversation, agent, self.clock(), **to)

    def resolves(self, agent: Principal, conversation: str) -> None:
        self.database.write_now(service.resolve, conversation, agent, self.clock())

    # Reports

    def filters(self, *, zone: str = "UTC", days: int = 60, **limits: Any) -> Filters:
        first = (START - timedelta(days=1)).date()
        return Filters(first, first + timedelta(days=days), ZoneInfo(zone), **limits)

    def refresh(self) -> None:
        asyncio.run(self.keeper.look_once())

    def report(self, name: str, filters: Filters | None = None) -> dict[str, Any]:
        self.refresh()
        return self.database.read_now(REPORTS[name], filters or self.filters(), self.clock())

    def figures(self, name: str, filters: Filters | None = None) -> dict[str, Any]:
        """The value of each figure, and of how many it is."""
        return {each["key"]: (each["value"], each["of"]) for each in self.report(name, filters)["figures"]}


def rows_of(report: Mapping[str, Any], key: str) -> dict[str | None, Any]:
    """A series as label -> value, or values where there are several columns. Rows of nothing are left out."""
    found = next(each for each in report["series"] if each["key"] == key)
    rows = {row["label"]: row["values"] for row in found["rows"] if any(row["values"])}
    return {label: values[0] if len(values) == 1 else values for label, values in rows.items()}


def day(text: str) -> date:
    return date.fromisoformat(text)
