"""The figures of reports once more, from the raw rows, by walking through each conversation in plain Python.

It shares no code with the reports but the tables: what both say alike is no mistake of one.
"""

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import mean
from typing import Any

from sqlalchemy import Connection, Table, select

from conversations.models import contacts, conversations, feedback, messages, ratings
from handoff.handoffs.models import assignments, handoffs
from knowledge_base.models import decisions, outcomes

Row = Any
WEEK = timedelta(hours=72)
ENDS = ("conversation.resolved", "conversation.ended")


def _grouped(connection: Connection, table: Table, order: Any) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in connection.execute(select(table).order_by(order)):
        found[row.conversation_id].append(row)
    return found


class Walk:
    """Everything that happened, by conversation."""

    def __init__(self, connection: Connection) -> None:
        self.all = {row.id: row for row in connection.execute(select(conversations))}
        self.messages = _grouped(connection, messages, messages.c.seq)
        self.handoffs = _grouped(connection, handoffs, handoffs.c.requested_at)
        self.stints = _grouped(connection, assignments, assignments.c.epoch)
        self.decisions = _grouped(connection, decisions, decisions.c.seq)
        self.contacts = _grouped(connection, contacts, contacts.c.created_at)
        self.thumbs = _grouped(connection, feedback, feedback.c.seq)
        self.ratings = {row.conversation_id: row.score for row in connection.execute(select(ratings))}
        self.words: dict[str, str] = {}
        for row in connection.execute(select(outcomes).order_by(outcomes.c.created_at)):
            if row.happened in ("helped", "did_not_help", "said_no_help"):
                self.words[row.decision_id] = row.happened
        self.counted = {
            each: next(m for m in found if _begins(m)).created_at
            for each, found in self.messages.items()
            if any(_begins(m) for m in found)
        }

    # Containment

    def ending_of(self, conversation: str) -> str:
        row = self.all[conversation]
        if self.handoffs[conversation] or self.stints[conversation]:
            return "with_people"
        if row.status != "resolved":
            return "still_open"
        made = self.decisions[conversation]
        verdict = self._verdict(conversation)
        if verdict is not None:
            return "confirmed" if verdict else "gave_up"
        if not made and not row.memory.get("topics"):
            return "no_question"
        spoken = [m for m in self.messages[conversation] if m.kind == "text" and m.visibility == "public"]
        if spoken[-1].author_kind == "bot" and (not made or made[-1].action in ("answer", "tentative")):
            return "assumed"
        return "gave_up"

    def _verdict(self, conversation: str) -> bool | None:
        score = self.ratings.get(conversation, 3)
        if score != 3:
            return bool(score > 3)
        said = {d.seq: self.words[d.id] == "helped" for d in self.decisions[conversation] if d.id in self.words}
        said |= {thumb.seq: thumb.helpful for thumb in self.thumbs[conversation]}
        return bool(said[max(said)]) if said else None

    # First contact

    def first_contacts(self, now: datetime) -> dict[str, int]:
        found = dict.fromkeys(("known", "again", "early", "ended"), 0)
        for conversation in self.counted:
            last = self._last_word(conversation)
            if last is None:
                continue
            found["ended"] += 1
            marks = self._marks(conversation)
            if not marks:
                continue
            later = [
                began
                for other, began in self.counted.items()
                if other != conversation
                and marks & self._marks(other)
                and (_whole(began), other) > (_whole(self.counted[conversation]), conversation)
            ]
            back = [
                m.created_at
                for m in self.messages[conversation]
                if m.event == "conversation.reopened" and m.created_at >= last
            ]
            again = any(_whole(at) <= _whole(last) + WEEK.total_seconds() for at in [*later, *back[:1]])
            settled = again or _whole(last) + WEEK.total_seconds() < _whole(now)
            found["known" if settled else "early"] += 1
            found["again"] += again
        return found

    def _last_word(self, conversation: str) -> datetime | None:
        last, wrote = None, False
        for message in self.messages[conversation]:
            wrote = wrote or _begins(message)
            if message.event in ENDS and wrote:
                return last
            if (message.kind == "text" and message.visibility == "public") or message.event == "handoff.requested":
                last = message.created_at
        return None

    def _marks(self, conversation: str) -> set[str]:
        own = self.all[conversation].identity_id
        left = self.contacts[conversation]
        return ({f"i{own}"} if own else set()) | {f"e{row.email.lower()}" for row in left if row.email}

    # With people

    def waits(self) -> list[float]:
        found = []
        for row in self._handoffs():
            taken = [s.created_at for s in self.stints[row.conversation_id] if s.handoff_id == row.id]
            if taken:
                found.append((min(taken) - row.requested_at).total_seconds())
        return found

    def first_replies(self) -> list[float]:
        """Without opening hours: the random histories have none."""
        found = []
        for row in self._handoffs():
            end = row.closed_at or datetime.max.replace(tzinfo=row.requested_at.tzinfo)
            spoken = [
                m.created_at
                for m in self.messages[row.conversation_id]
                if m.author_kind == "agent" and m.visibility == "public" and row.requested_at <= m.created_at <= end
            ]
            if spoken:
                found.append((min(spoken) - row.requested_at).total_seconds())
        return found

    def abandoned(self) -> tuple[int, int]:
        """How many, and of how many that no longer wait."""
        over = [row for row in self._handoffs() if row.state != "waiting" or self._was_taken(row)]
        return sum(not self._was_taken(row) for row in over), len(over)

    def _was_taken(self, row: Row) -> bool:
        return any(stint.handoff_id == row.id for stint in self.stints[row.conversation_id])

    def handling(self) -> list[tuple[str, float, float]]:
        """(agent, active, wall) of each assignment that has ended, in seconds."""
        return [
            (stint.agent_id, self._active(stint), (stint.ended_at - stint.created_at).total_seconds())
            for conversation in self.counted
            for stint in self.stints[conversation]
            if stint.ended_at
        ]

    def _active(self, stint: Row) -> float:
        """Second by second of a list of moments, as somebody with a stop-watch would."""
        moments = [(stint.created_at, "begin")]
        for m in self.messages[stint.conversation_id]:
            if not stint.created_at <= m.created_at <= stint.ended_at:
                continue
            if m.event in ("conversation.snoozed", "conversation.woken"):
                moments.append((m.created_at, m.event))
            elif m.kind == "text" and (m.author_kind == "customer" or m.author_id == stint.agent_id):
                moments.append((m.created_at, "work"))
        moments.append((stint.ended_at, "end"))
        asleep, total = False, 0.0
        for (at, what), (after, _) in pairwise(moments):
            asleep = what == "conversation.snoozed" or (asleep and what != "conversation.woken")
            total += 0 if asleep else min(300.0, (after - at).total_seconds())
        return total

    def most_at_once(self, agent: str) -> float | None:
        """Conversations at once, on average over the time in which there was one: by going through every second."""
        spans = [s for each in self.counted for s in self.stints[each] if s.agent_id == agent and s.ended_at]
        seconds: set[int] = set()
        wall = 0
        for span in spans:
            own = range(_whole(span.created_at), _whole(span.ended_at))
            seconds.update(own)
            wall += len(own)
        return wall / len(seconds) if seconds else None

    def _handoffs(self) -> list[Row]:
        return [row for each in self.counted for row in self.handoffs[each]]


def _begins(message: Row) -> bool:
    return bool((message.author_kind == "customer" and message.kind == "text") or message.event == "handoff.requested")


def middle(values: list[float]) -> float | None:
    """The smallest value that half of the values do not exceed."""
    ordered = sorted(map(round, values))
    return ordered[(len(ordered) + 1) // 2 - 1] if ordered else None


def average(values: list[float]) -> float | None:
    return mean(map(round, values)) if values else None


def _whole(moment: datetime) -> int:
    return int(moment.timestamp())
