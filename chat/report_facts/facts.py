"""Makes the facts of one conversation from its history. Pure: the same history and basis always give the same facts.

`docs/reports.md` gives the definitions in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from chat.report_facts.active_time import active_seconds, count_replies
from chat.report_facts.history import CHANNEL, Basis, Entry, History, Request, Row
from chat.report_facts.models import MOST_CHARACTERS
from chat.report_facts.targets import settle
from staff.departments.business_time import open_seconds

FORMULA = 1
"""Raise it when a definition changes: then every fact is made anew."""

ANSWERS = ("answer", "tentative")
ASKS_BACK = ("clarify", "suggest")
ENDINGS = ("conversation.resolved", "conversation.ended", "conversation.merged")
REQUESTED = "handoff.requested"


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of one conversation, by table."""

    conversation: Row
    persons: list[str] = field(default_factory=list)
    handoffs: list[Row] = field(default_factory=list)
    assignments: list[Row] = field(default_factory=list)


def facts_of(history: History, basis: Basis) -> Facts:
    shared = {"conversation_id": history.id}
    return Facts(
        _conversation(history, basis),
        sorted(set(_persons(history))),
        [{**shared, **_handoff(history, request, basis)} for request in history.requests],
        [{**shared, **row} for row in _assignments(history, basis)],
    )


def uncounted(history: History, basis: Basis) -> Facts:
    """The facts of a conversation whose history makes no sense. No report counts it, until it changes."""
    empty = History(history.id, history.revision, history.status, True, None, None, (), None)
    return Facts(_conversation(empty, basis))


def seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _conversation(history: History, basis: Basis) -> Row:
    began = next((each for each in history.entries if _begins(each)), None)
    actions = [each.action for each in history.decided]
    said = next((each for each in reversed(history.decided) if each.helped is not None), None)
    return {
        "conversation_id": history.id,
        "revision": history.revision,
        "basis": basis.digest,
        "began": seconds(began.created_at) if began else None,
        "channel": CHANNEL,
        "language": history.language,
        "topic": _topic(history.topics),
        "department_id": _department(history, basis),
        "customer_messages": sum(map(_is_customers, history.entries)),
        "answers": actions.count("answer"),
        "tentative": actions.count("tentative"),
        "asked_back": sum(action in ASKS_BACK for action in actions),
        "handed_over": actions.count("hand_over"),
        "bot_end": _bot_end(history),
        "said_seq": said.seq if said else None,
        "said_helped": said.helped if said else None,
        **_first_end(history.entries, began),
    }


def _bot_end(history: History) -> str:
    """How it went with the bot, apart from what the customer said about it."""
    if history.requests or history.stints:
        return "people"
    if history.erased:
        return "erased"
    if history.status != "resolved":
        return "open"
    if not history.decided and not history.topics:
        return "no_question"
    texts = [each for each in history.entries if each.is_public_text]
    replied = bool(texts) and texts[-1].author_kind == "bot"
    answered = not history.decided or history.decided[-1].action in ANSWERS
    return "answered" if replied and answered else "unanswered"


def _first_end(entries: list[Entry], began: Entry | None) -> Row:
    """The last public words (or request for a person) before the first end, and when the customer came back to this
    conversation. An end before it began is none.
    """
    since = began.seq if began else len(entries) + 1
    ended = next((each.seq for each in entries if each.event in ENDINGS and each.seq > since), None)
    spoken = [each for each in entries if each.is_public_text or each.event == REQUESTED]
    words = [each for each in spoken if ended is not None and each.seq < ended]
    back = [each for each in entries if each.event == "conversation.reopened" and ended and each.seq > ended]
    return {
        "last_word": seconds(words[-1].created_at) if words else None,
        "reopened": seconds(back[0].created_at) if back else None,
        "reopenings": len(back),
    }


def _persons(history: History) -> Iterable[str]:
    if history.identity_id:
        yield _hashed("identity", history.identity_id)
    for email, phone, _ in history.contacts:
        if email:
            yield _hashed("email", email.strip().casefold())
        if phone and (digits := "".join(filter(str.isdigit, phone))):
            yield _hashed("phone", digits)


def _hashed(kind: str, value: str) -> str:
    return sha256(f"{kind}:{value}".encode()).hexdigest()[:32]


def _handoff(history: History, request: Request, basis: Basis) -> Row:
    department = basis.departments.get(request.department_id) or basis.departments.get(None)
    stints = [each for each in history.stints if each.handoff_id == request.id]
    replies = [each for each in history.entries if _is_reply(each) and _within(each, request)]
    first = replies[0].created_at if replies else None
    endings = [each.ending for each in stints]
    accepted, closed = stints[0] if stints else None, request.closed_at
    return {
        "handoff_id": request.id,
        "requested": seconds(request.requested_at),
        "channel": CHANNEL,
        "language": request.language or history.language,
        "topic": _topic(request.topics),
        "department_id": department.id if department else None,
        "reason": request.reason[:64],
        "agent_id": accepted.agent_id if accepted else None,
        "ending": _ending(history, request, accepted is not None),
        "waited": _between(request.requested_at, accepted.created_at) if accepted else None,
        "gave_up_after": _between(request.requested_at, closed) if closed and not accepted else None,
        "first_reply": round(open_seconds(department.hours if department else None, request.requested_at, first))
        if first
        else None,
        "transfers": endings.count("transferred"),
        "requeues": endings.count("requeued") + endings.count("agent_lost"),
        **settle(history, request, replies, department, was_accepted=accepted is not None),
    }


def _ending(history: History, request: Request, was_accepted: bool) -> str:
    if was_accepted:
        return "accepted"
    if request.state in ("waiting", "taken") or request.closed_at is None:
        return "waiting"
    if request.state == "cancelled":
        return "back_to_bot"
    left = any(request.requested_at <= at <= request.closed_at for _, _, at in history.contacts)
    return "left_contact" if left else "gone"


def _assignments(history: History, basis: Basis) -> Iterable[Row]:
    requests = {each.id: each for each in history.requests}
    for stint in history.stints:
        request = requests.get(stint.handoff_id or "")
        yield {
            "assignment_id": stint.id,
            "agent_id": stint.agent_id,
            "accepted": seconds(stint.created_at),
            "ended": max(seconds(stint.created_at), seconds(stint.ended_at)) if stint.ended_at else None,
            "channel": CHANNEL,
            "language": (request.language if request else None) or history.language,
            "topic": _topic(request.topics if request else history.topics),
            "department_id": _department_of(request.department_id, basis) if request else _department(history, basis),
            "active": active_seconds(history.entries, stint) if stint.ended_at else None,
            "replies": count_replies(history.entries, stint),
        }


def _department(history: History, basis: Basis) -> str | None:
    """Of a conversation that has met people; with the bot alone, none."""
    if not (history.requests or history.stints):
        return history.department_id
    return _department_of(history.department_id, basis)


def _department_of(department_id: str | None, basis: Basis) -> str | None:
    found = basis.departments.get(department_id) or basis.departments.get(None)
    return found.id if found else None


def _topic(topics: Iterable[str]) -> str | None:
    first = next(iter(topics), None)
    return str(first)[:MOST_CHARACTERS] if first else None


def _within(entry: Entry, request: Request) -> bool:
    return entry.created_at >= request.requested_at and (
        request.closed_at is None or entry.created_at <= request.closed_at
    )


def _between(since: datetime, until: datetime) -> int:
    """Whole seconds, never negative: a clock may be set back."""
    return max(0, round((until - since).total_seconds()))


def _begins(entry: Entry) -> bool:
    return _is_customers(entry) or entry.event == REQUESTED


def _is_customers(entry: Entry) -> bool:
    return entry.author_kind == "customer" and entry.kind == "text"


def _is_reply(entry: Entry) -> bool:
    return entry.author_kind == "agent" and entry.is_public_text
