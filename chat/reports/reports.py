"""The reports: which figures and plots each one has. Each is a function of a connection, so it sees one moment."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_

from chat.report_facts.models import assignment_facts, conversation_facts, handoff_facts
from chat.reports import repository as facts
from chat.reports.numbers import Distribution
from chat.reports.parts import amount, by_day, by_hour, duration, figure, series, share
from chat.reports.period import Filters
from kit.clock import to_text

Parts = dict[str, Any]

COUNT, SHARE, SECONDS = "count", "share", "seconds"
TARGETS = (("first", "first_reply_met"), ("next", "next_reply_met"), ("resolution", "resolution_met"))
MINUTES = (1, 2, 5, 10, 20, 30, 60, 120)
"""The ends of the bars in which first replies are shown."""


def volume(connection: Connection, filters: Filters, _now: datetime) -> Parts:
    begun = facts.by_slot(connection, conversation_facts, filters, "customer_messages")
    asked = facts.by_slot(connection, handoff_facts, filters)
    totals = facts.sums(connection, conversation_facts, filters, "customer_messages")
    requests = facts.sums(connection, handoff_facts, filters)
    columns = [("conversations", COUNT), ("customer_messages", COUNT), ("requests", COUNT)]
    return {
        "figures": [
            amount("conversations", totals["rows"]),
            amount("customer_messages", totals["customer_messages"]),
            amount("requests", requests["rows"]),
        ],
        "series": [
            by_day("by_day", filters, columns, begun, asked),
            by_hour("by_hour", filters, columns, begun, asked),
            *(_by(connection, name, name, filters) for name in ("topic", "language", "channel")),
        ],
    }


def service(connection: Connection, filters: Filters, _now: datetime) -> Parts:
    own = handoff_facts.c
    first = facts.distribution(connection, handoff_facts, filters, own.first_reply)
    endings = dict(facts.by_value(connection, handoff_facts, filters, "ending"))
    over = sum(number for ending, number in endings.items() if ending != "waiting")
    asked = facts.by_slot(connection, handoff_facts, filters)
    columns = [f"{name}_{what}" for name, _ in TARGETS for what in ("met", "due")]
    targets = facts.sums(connection, handoff_facts, filters, *columns)
    return {
        "figures": [
            duration("first_reply", first),
            duration("wait", facts.distribution(connection, handoff_facts, filters, own.waited)),
            share("abandonment", over - endings.get("accepted", 0), over),
            *(share(key, targets[f"{name}_met"], targets[f"{name}_due"]) for name, key in TARGETS),
        ],
        "series": [
            series("first_replies", "minutes", [("replies", COUNT)], _in_minutes(first)),
            by_hour("requests_by_hour", filters, [("requests", COUNT)], asked),
            _by(connection, "ending", "ending", filters, "requests"),
            _by(connection, "reason", "reason", filters, "requests"),
        ],
    }


def handling(connection: Connection, filters: Filters, _now: datetime) -> Parts:
    totals = facts.agent_totals(connection, filters)
    names = facts.agent_names(connection)
    columns = [
        ("assignments", COUNT),
        ("replies", COUNT),
        ("active_time", SECONDS),
        ("wall_time", SECONDS),
        ("load", "ratio"),
    ]
    # By name: the order says nothing about anybody.
    agents = [(name, *_of_agent(totals[identifier])) for identifier, name in names.items() if identifier in totals]
    return {
        "figures": _handling_figures(connection, filters, totals),
        "series": [
            _assignments_by_day(connection, filters),
            series("by_agent", "agent", columns, agents),
        ],
    }


def resolution(connection: Connection, filters: Filters, now: datetime) -> Parts:
    reopenings = conversation_facts.c.reopenings
    again = facts.by_value(connection, conversation_facts, filters, "reopenings")
    return {
        "figures": [
            *_first_contact(connection, filters, now),
            share(
                "reopened",
                facts.count(connection, conversation_facts, filters, reopenings > 0),
                facts.count(connection, conversation_facts, filters, conversation_facts.c.last_word.is_not(None)),
            ),
        ],
        "series": [series("reopenings", "score", [("conversations", COUNT)], sorted(again))],
    }


def satisfaction(connection: Connection, filters: Filters, _now: datetime) -> Parts:
    scores = facts.rating_counts(connection, filters)
    return {
        "figures": _satisfaction(connection, filters, scores),
        "series": [
            series(
                "scores", "score", [("ratings", COUNT)], ((score, scores.counts.get(score, 0)) for score in range(1, 6))
            )
        ],
        "comments": _comments(connection, filters),
    }


def containment(connection: Connection, filters: Filters, _now: datetime) -> Parts:
    found = facts.count_containment(connection, filters)
    columns = ("answers", "tentative", "asked_back", "handed_over")
    bot = facts.sums(connection, conversation_facts, filters, *columns)
    ends = {
        "confirmed": found.confirmed,
        "assumed": found.assumed,
        "gave_up": found.gave_up,
        "with_people": found.people,
        "no_question": found.no_question,
        "still_open": found.open,
        "cannot_tell": found.erased,
    }
    return {
        "figures": [
            *(share(key, number, found.rows) for key, number in ends.items()),
            *(amount(f"bot_{name}", bot[name]) for name in columns),
        ],
        "series": [
            series("ends", "ending", [("conversations", COUNT)], ends.items()),
            series("bot_actions", "action", [("decisions", COUNT)], ((name, bot[name]) for name in columns)),
        ],
    }


def own(connection: Connection, filters: Filters, now: datetime) -> Parts:
    """An agent's own figures; `filters` name the agent."""
    handled = _handling_figures(connection, filters, facts.agent_totals(connection, filters))
    first = facts.distribution(connection, handoff_facts, filters, handoff_facts.c.first_reply)
    scores = facts.rating_counts(connection, filters)
    return {
        "figures": [
            *handled,
            duration("first_reply", first),
            *_first_contact(connection, filters, now)[:1],
            *_satisfaction(connection, filters, scores),
        ],
        "series": [
            _assignments_by_day(connection, filters),
            series(
                "scores", "score", [("ratings", COUNT)], ((score, scores.counts.get(score, 0)) for score in range(1, 6))
            ),
        ],
        "comments": _comments(connection, filters),
    }


REPORTS: Mapping[str, Callable[[Connection, Filters, datetime], Parts]] = {
    "volume": volume,
    "service": service,
    "handling": handling,
    "resolution": resolution,
    "satisfaction": satisfaction,
    "containment": containment,
    "own": own,
}


def _handling_figures(connection: Connection, filters: Filters, totals: Mapping[str, Any]) -> list[Parts]:
    own = assignment_facts.c
    active = facts.distribution(connection, assignment_facts, filters, own.active)
    wall = facts.distribution(connection, assignment_facts, filters, own.ended - own.accepted)
    busy = sum(int(each.busy) for each in totals.values())
    accepted = and_(handoff_facts.c.ending == "accepted")
    of = facts.count(connection, handoff_facts, filters, accepted)
    moved = {
        key: facts.count(connection, handoff_facts, filters, accepted, handoff_facts.c[key] > 0)
        for key in ("transfers", "requeues")
    }
    counted = sum(each.accepted for each in totals.values())
    return [
        duration("active_time", active, shown="mean"),
        duration("wall_time", wall, shown="mean"),
        amount("assignments", counted),
        amount("replies", sum(int(each.replies) for each in totals.values())),
        figure("load", sum(int(each.wall) for each in totals.values()) / busy if busy else None, "ratio", wall.of),
        *(share(key, number, of) for key, number in moved.items()),
    ]


def _of_agent(row: Any) -> tuple[float | None, ...]:
    ended, busy = int(row.ended), int(row.busy)
    return (
        int(row.accepted),
        int(row.replies),
        int(row.active) / ended if ended else None,
        int(row.wall) / ended if ended else None,
        int(row.wall) / busy if busy else None,
    )


def _first_contact(connection: Connection, filters: Filters, now: datetime) -> list[Parts]:
    found = facts.count_first_contact(connection, filters, int(now.timestamp()))
    return [
        share("first_contact", found.known - found.again, found.known),
        amount("unknown_customers", found.ended - found.known - found.early),
        amount("too_early", found.early),
    ]


def _satisfaction(connection: Connection, filters: Filters, scores: Distribution) -> list[Parts]:
    over = facts.count(connection, conversation_facts, filters, conversation_facts.c.last_word.is_not(None))
    return [
        share("csat", scores.counts.get(4, 0) + scores.counts.get(5, 0), scores.of),
        figure("mean_score", scores.mean, "score", scores.of),
        share("rated", min(scores.of, over), over),
    ]


def _comments(connection: Connection, filters: Filters) -> list[Parts]:
    return [
        {
            "conversation_id": row.conversation_id,
            "score": row.score,
            "comment": row.comment,
            "agent": row.agent_name,
            "created_at": to_text(row.created_at),
        }
        for row in facts.list_comments(connection, filters)
    ]


def _by(connection: Connection, key: str, by: str, filters: Filters, counted: str = "conversations") -> Parts:
    table = conversation_facts if counted == "conversations" else handoff_facts
    return series(f"by_{key}", by, [(counted, COUNT)], facts.by_value(connection, table, filters, key))


def _assignments_by_day(connection: Connection, filters: Filters) -> Parts:
    found = facts.by_slot(connection, assignment_facts, filters)
    return by_day("assignments_by_day", filters, [("assignments", COUNT)], found)


def _in_minutes(values: Distribution) -> list[tuple[Any, ...]]:
    """How many values lie in each bar, by the bar's end in minutes; the last bar has none."""
    bars: dict[int | None, int] = {**dict.fromkeys(MINUTES, 0), None: 0}
    for value, number in values.counts.items():
        bars[next((end for end in MINUTES if value <= end * 60), None)] += number
    return list(bars.items())
