"""The tables of report facts. They hold nothing of their own: each row is derived, and can be deleted and made anew.

Moments are whole seconds since 1970 and durations are whole seconds, so that both kinds of database count with them
alike and quickly. A conversation's `revision` and `basis` say what its rows were made from.
"""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table

from kit.database import Instant, metadata

MOST_CHARACTERS = 100


def _of_conversation(*, primary_key: bool = False) -> Column[str]:
    return Column(
        "conversation_id",
        String(64),
        ForeignKey("conversations.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )


def _filtered_by() -> tuple[Column[str], ...]:
    """What every report can be limited to, in each table, so that no report needs a join for it."""
    return (
        Column("channel", String(16), nullable=False),
        Column("language", String(8)),
        Column("topic", String(MOST_CHARACTERS)),
        Column("department_id", String(64)),
    )


conversation_facts = Table(
    "conversation_facts",
    metadata,
    _of_conversation(primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("basis", String(16), nullable=False),
    # When the customer first wrote or asked for a person. Null if they did neither: then no report counts it.
    Column("began", BigInteger),
    *_filtered_by(),
    Column("customer_messages", Integer, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("tentative", Integer, nullable=False),
    Column("asked_back", Integer, nullable=False),
    Column("handed_over", Integer, nullable=False),
    # How it went with the bot: people, erased, open, no_question, answered, unanswered.
    Column("bot_end", String(16), nullable=False),
    # What the customer last said about an answer by button or in words, and the number of that answer's message.
    Column("said_seq", Integer),
    Column("said_helped", Boolean),
    # The last public words before it was first resolved, and when it was first reopened. Null until then.
    Column("last_word", BigInteger),
    Column("reopened", BigInteger),
    Column("reopenings", Integer, nullable=False),
    Index("ix_conversation_facts_began", "began"),
)

person_facts = Table(
    "person_facts",
    metadata,
    _of_conversation(primary_key=True),
    # A hash of the verified identity, or of an address or number that the customer left. Never shown.
    Column("person", String(32), primary_key=True),
)

handoff_facts = Table(
    "handoff_facts",
    metadata,
    Column("handoff_id", String(64), ForeignKey("handoffs.id", ondelete="CASCADE"), primary_key=True),
    _of_conversation(),
    Column("requested", BigInteger, nullable=False),
    *_filtered_by(),
    Column("reason", String(64), nullable=False),
    Column("agent_id", String(64)),  # who accepted it first
    Column("ending", String(16), nullable=False),  # waiting, accepted, back_to_bot, left_contact, gone
    Column("waited", Integer),  # until an agent first accepted
    Column("gave_up_after", Integer),
    Column("first_reply", Integer),  # in opening hours
    Column("transfers", Integer, nullable=False),
    Column("requeues", Integer, nullable=False),
    # Targets that are settled: how many were due, and how many of them were met.
    Column("first_due", Integer, nullable=False),
    Column("first_met", Integer, nullable=False),
    Column("next_due", Integer, nullable=False),
    Column("next_met", Integer, nullable=False),
    Column("resolution_due", Integer, nullable=False),
    Column("resolution_met", Integer, nullable=False),
    Index("ix_handoff_facts_requested", "requested"),
    Index("ix_handoff_facts_conversation_id", "conversation_id"),
)

assignment_facts = Table(
    "assignment_facts",
    metadata,
    Column("assignment_id", String(64), ForeignKey("assignments.id", ondelete="CASCADE"), primary_key=True),
    _of_conversation(),
    Column("agent_id", String(64), nullable=False),
    Column("accepted", BigInteger, nullable=False),
    Column("ended", BigInteger),  # the rest is null until then
    *_filtered_by(),
    Column("active", Integer),
    Column("replies", Integer, nullable=False),
    Index("ix_assignment_facts_accepted", "accepted"),
    Index("ix_assignment_facts_agent_id_accepted", "agent_id", "accepted"),
    Index("ix_assignment_facts_conversation_id", "conversation_id"),
)

report_state = Table(
    "report_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("counted_at", Instant, nullable=False),
)

FACTS = (conversation_facts, person_facts, handoff_facts, assignment_facts)
