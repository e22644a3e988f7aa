"""How long an agent was really busy with a conversation: the time that they had it, without its pauses."""

from chat.report_facts.history import Entry, Stint

PAUSE_SECONDS = 300
"""Of a stretch in which neither the agent nor the customer did anything, no more than this counts."""

ASIDE = {"conversation.snoozed": True, "conversation.woken": False}


def active_seconds(entries: list[Entry], stint: Stint) -> int:
    """From accepting to the end: stretches between messages count up to `PAUSE_SECONDS`; snoozed ones do not."""
    assert stint.ended_at is not None
    total, aside, last = 0.0, False, stint.created_at
    for entry in entries:
        if not (stint.created_at <= entry.created_at <= stint.ended_at and _marks(entry, stint)):
            continue
        if not aside:
            total += _counted(entry.created_at.timestamp() - last.timestamp())
        last, aside = entry.created_at, ASIDE.get(entry.event or "", aside)
    if not aside:
        total += _counted(stint.ended_at.timestamp() - last.timestamp())
    return round(total)


def count_replies(entries: list[Entry], stint: Stint) -> int:
    """Public messages by this agent while they had it."""
    return sum(
        each.author_id == stint.agent_id
        and each.author_kind == "agent"
        and each.is_public_text
        and stint.created_at <= each.created_at
        and (stint.ended_at is None or each.created_at <= stint.ended_at)
        for each in entries
    )


def _marks(entry: Entry, stint: Stint) -> bool:
    """The customer's messages, this agent's messages and notes, and the bounds of a snooze."""
    if entry.event in ASIDE:
        return True
    if entry.kind != "text":
        return False
    return entry.author_kind == "customer" or (entry.author_kind == "agent" and entry.author_id == stint.agent_id)


def _counted(seconds: float) -> float:
    return min(float(PAUSE_SECONDS), max(0.0, seconds))
