"""A handoff's transitions: from the request until the customer is back with the bot or the conversation is resolved.

Each function runs in one transaction: status, handoff row and timeline message change together or not at all.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from conversations import service as conversation_service
from conversations.conversation import Conversation
from conversations.merges.service import refuse_if_led
from conversations.service import get, move
from conversations.timeline import Wording
from handoff.follow_ups import repository as follow_ups_repository
from handoff.handoffs import repository
from handoff.handoffs.assignment import assigned_to
from handoff.handoffs.handoff import Handoff
from handoff.handoffs.timeline import CANCELLED, GIVEN_BACK, JOINED, LOST_CONNECTION, QUEUED_AGAIN, SETTLED, TRANSFERRED
from handoff.offers import repository as offers_repository
from handoff.presence import service as presence
from handoff.presence.service import DEFAULT_LEASES, Leases
from handoff.queue.department_menu import choose
from handoff.queue.entry import enqueue, matches_language, requeue_handoff
from handoff.queue.messages import queued_text
from handoff.queue.service import estimate_wait
from handoff.waits import repository as waits_repository
from kit.auth import Principal
from kit.errors import Conflict, NotFound
from kit.events import tell
from staff.departments.department import Department


def request_handoff(
    connection: Connection,
    conversation: Conversation,
    reason: str,
    now: datetime,
    *,
    note: str | None = None,
    department_id: str | None = None,
    wanted_agent_id: str | None = None,
) -> Conversation:
    """Queues a locked conversation that the bot has. The bot is silent from this transaction on."""
    department_id = department_id or conversation.department_id
    handoff = enqueue(
        connection,
        conversation,
        reason,
        now,
        note=note,
        department_id=department_id,
        wanted_agent_id=wanted_agent_id,
    )
    tell(connection, "queue.changed")
    text = queued_text(estimate_wait(connection, handoff, now))
    return move(connection, conversation, "queued", "handoff.requested", now, text=text, department_id=department_id)


def ask_for_person(
    connection: Connection, conversation_id: str, now: datetime, *, note: str | None, department: Department | None
) -> Conversation:
    """Handles the customer's request for a person. It reopens a resolved conversation.

    Asking again while waiting only changes the department, if one is named.
    """
    conversation = get(connection, conversation_id, lock=True)
    if conversation.status == "queued":
        return choose(connection, conversation, department, now) if department is not None else conversation
    if conversation.status == "assigned":
        raise Conflict("A person already has this conversation.", code="wrong_status", conversation_status="assigned")
    if conversation.status == "resolved":
        refuse_if_led(connection, conversation)
        conversation = conversation_service.reopen(connection, conversation, now)
    department_id = department.id if department is not None else None
    return request_handoff(connection, conversation, "asked_for_person", now, note=note, department_id=department_id)


def cancel(connection: Connection, conversation_id: str, now: datetime) -> Conversation:
    """Cancels the handoff and returns to the bot, at the customer's request. Raises `wrong_status` unless queued."""
    conversation = get(connection, conversation_id, lock=True)
    changed = move(connection, conversation, "bot", "handoff.cancelled", now, text=CANCELLED.fill())
    _close(connection, conversation_id, "cancelled", now)
    return changed


def accept(
    connection: Connection, handoff_id: str, agent: Principal, now: datetime, leases: Leases = DEFAULT_LEASES
) -> tuple[Conversation, Handoff]:
    """Assigns a waiting conversation to the agent. Exactly one agent succeeds; they may repeat the call."""
    handoff = repository.find(connection, handoff_id)
    if handoff is None:
        raise NotFound()
    # Lock the conversation before the claim: every other transaction takes the two locks in this order.
    conversation = get(connection, handoff.conversation_id, lock=True)
    matched = matches_language(connection, agent.id, handoff.language)
    if not repository.claim(connection, handoff_id, agent.id, agent.name, now, language_matched=matched):
        return _accept_again(connection, conversation, handoff_id, agent)
    offers_repository.end_of_handoff(connection, handoff_id, now, taken_by=agent.id)
    waits_repository.score_estimate(connection, handoff_id, now)
    tell(connection, "queue.changed")
    return _assign(connection, conversation, agent, handoff_id, now, leases), handoff


def _assign(
    connection: Connection,
    conversation: Conversation,
    agent: Principal,
    handoff_id: str | None,
    now: datetime,
    leases: Leases,
) -> Conversation:
    """The conversation is the agent's from here on, and the timeline says so. Raises `wrong_status` if it is theirs."""
    epoch = conversation.claim_epoch + 1
    changed = move(
        connection,
        conversation,
        "assigned",
        "assignment.created",
        now,
        text=JOINED.fill(agent=agent.name),
        agent_id=agent.id,
        agent_name=agent.name,
        claim_epoch=epoch,
    )
    repository.open_assignment(connection, conversation.id, handoff_id, agent.id, epoch, now)
    presence.stay(connection, agent.id, now, leases)
    return changed


def _accept_again(
    connection: Connection, conversation: Conversation, handoff_id: str, agent: Principal
) -> tuple[Conversation, Handoff]:
    handoff = repository.find(connection, handoff_id)
    assert handoff is not None
    if handoff.state == "taken" and handoff.agent_id == agent.id:
        return conversation, handoff
    if handoff.state == "taken":
        raise Conflict(
            f"{handoff.agent_name} already has this conversation.",
            code="already_assigned",
            agent={"name": handoff.agent_name},
        )
    raise Conflict("This customer is no longer waiting.", code="wrong_status", conversation_status=conversation.status)


def take_over(
    connection: Connection,
    conversation_id: str,
    supervisor: Principal,
    now: datetime,
    leases: Leases = DEFAULT_LEASES,
) -> Conversation:
    """Lets a supervisor take a conversation over from the bot, from the queue or from another agent.

    Taking over from an agent is a transfer: later messages by that agent are refused. Raises `wrong_status` if the
    conversation is over or already the supervisor's own.
    """
    conversation = get(connection, conversation_id, lock=True)
    if conversation.status == "assigned" and conversation.agent_id != supervisor.id:
        conversation = requeue(connection, conversation_id, supervisor, now, wanted_agent_id=supervisor.id)
    waiting = repository.find_open(connection, conversation_id)
    if waiting is not None and waiting.state == "waiting":
        return accept(connection, waiting.id, supervisor, now, leases)[0]
    return _assign(connection, conversation, supervisor, None, now, leases)


def take_back(
    connection: Connection,
    conversation_id: str,
    agent: Principal,
    now: datetime,
    leases: Leases = DEFAULT_LEASES,
) -> Conversation:
    """Reopens a resolved conversation for the agent, or undoes their own giving back. The customer is told."""
    conversation = get(connection, conversation_id, lock=True)
    if conversation.status == "resolved":
        conversation = conversation_service.reopen(connection, conversation, now)
    elif conversation.status != "bot" or not repository.was_assigned(connection, conversation_id, agent.id):
        raise Conflict(
            f"This is not possible while the conversation is {conversation.status}.",
            code="wrong_status",
            conversation_status=conversation.status,
        )
    return _assign(connection, conversation, agent, None, now, leases)


def release(connection: Connection, conversation_id: str, agent: Principal, now: datetime) -> Conversation:
    """Gives the conversation back to the bot, whose dialogue starts anew."""
    conversation = assigned_to(connection, conversation_id, agent)
    changed = move(
        connection,
        conversation,
        "bot",
        "conversation.given_back",
        now,
        text=GIVEN_BACK.fill(),
        agent_id=None,
        agent_name=None,
    )
    end_open(connection, conversation_id, "given_back", "closed", now)
    return changed


def requeue(
    connection: Connection,
    conversation_id: str,
    agent: Principal,
    now: datetime,
    *,
    department_id: str | None = None,
    wanted_agent_id: str | None = None,
    note: str | None = None,
) -> Conversation:
    """Puts the conversation back at its old queue position: same handoff, same `waiting_since`."""
    conversation = assigned_to(connection, conversation_id, agent)
    transferred = bool(department_id or wanted_agent_id)
    changed = move(
        connection,
        conversation,
        "queued",
        "conversation.transferred" if transferred else "assignment.ended",
        now,
        text=(TRANSFERRED if transferred else QUEUED_AGAIN).fill(),
        agent_id=None,
        agent_name=None,
        department_id=department_id or conversation.department_id,
    )
    _end_assignment(connection, conversation_id, "transferred" if transferred else "requeued", now)
    requeue_handoff(connection, changed, now, department_id, wanted_agent_id, note)
    tell(connection, "queue.changed")
    return changed


def requeue_from_lost_agent(
    connection: Connection, conversation_id: str, now: datetime, *, grace: timedelta = timedelta(0)
) -> None:
    """Requeues at the old position because the agent is gone and their grace period is over. The customer is told."""
    conversation = get(connection, conversation_id, lock=True)
    if conversation.status != "assigned" or presence.is_there(connection, conversation.agent_id or "", now - grace):
        return
    requeue_without_agent(connection, conversation, now, LOST_CONNECTION)


def requeue_without_agent(connection: Connection, conversation: Conversation, now: datetime, wording: Wording) -> None:
    """Requeues a locked conversation at its old position because `{agent}` is not present. The customer is told."""
    text = wording.fill(agent=conversation.agent_name or "")
    changed = move(
        connection, conversation, "queued", "assignment.ended", now, text=text, agent_id=None, agent_name=None
    )
    _end_assignment(connection, conversation.id, "agent_lost", now)
    requeue_handoff(connection, changed, now)
    tell(connection, "queue.changed")


def resolve(connection: Connection, conversation_id: str, agent: Principal, now: datetime) -> Conversation:
    """Resolves the conversation at the agent's request. The customer is asked for a rating."""
    conversation = assigned_to(connection, conversation_id, agent)
    changed = move(
        connection,
        conversation,
        "resolved",
        "conversation.resolved",
        now,
        text=SETTLED.fill(),
    )
    end_open(connection, conversation_id, "resolved", "closed", now)
    # Resolved means that nobody needs to write to the contact any more. A promised callback stays open.
    if follow_ups_repository.close_open(connection, conversation_id, "contact", "kept", agent.name, now):
        tell(connection, "follow_up.changed", conversation_id=conversation_id)
    return changed


def end_by_customer(connection: Connection, conversation_id: str, now: datetime) -> Conversation:
    """Ends the conversation at the customer's request, from any status. An open handoff is closed."""
    changed = conversation_service.end_by_customer(connection, conversation_id, now)
    end_open(connection, conversation_id, "ended", "closed", now)
    return changed


def end_open(connection: Connection, conversation_id: str, ending: str, state: str, now: datetime) -> None:
    """Ends what the conversation has open, an assignment or a handoff, once it is resolved or the bot's."""
    _end_assignment(connection, conversation_id, ending, now)
    _close(connection, conversation_id, state, now)


def _end_assignment(connection: Connection, conversation_id: str, ending: str, now: datetime) -> None:
    """Ends the assignment, and cancels the agent's snooze: it is no longer theirs to come back to."""
    repository.end_assignment(connection, conversation_id, ending, now)
    if follow_ups_repository.close_open(connection, conversation_id, "snooze", "cancelled", None, now):
        tell(connection, "follow_up.changed", conversation_id=conversation_id)


def _close(connection: Connection, conversation_id: str, state: str, now: datetime) -> None:
    handoff = repository.find_open(connection, conversation_id)
    if handoff is not None:
        repository.change(connection, handoff.id, state=state, closed_at=now)
        offers_repository.end_of_handoff(connection, handoff.id, now)
        tell(connection, "queue.changed")
