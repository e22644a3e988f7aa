"""Invariants hold for any sequence of actions by customers, bot, agents, supervisor and timers, with crashes.

The machine runs the same transactions as the process, on a real database. A crash is a transaction that ends before its
commit, or a turn whose result never starts_a_conversation.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Connection, select

from chat.agents.replies import store_reply
from chat.customers.messages import receive_message
from chat.turns.runner import commit_turn, load_turn
from chat.turns.turn import Outcome, Turn
from conversations.conversation import BOT, Conversation, Draft, Message, Opening
from conversations.repository import list_messages
from conversations.service import get, open_conversation
from handoff.agents.service import change_agent
from handoff.follow_ups import repository as follow_ups_repository
from handoff.follow_ups import service as follow_ups
from handoff.handoffs import repository as handoffs
from handoff.handoffs.handoff import Handoff
from handoff.handoffs.models import assignments
from handoff.invariants.service import check_invariants
from handoff.lifecycle import service
from handoff.lifecycle.housekeeping import list_idle, resolve_idle
from handoff.lifecycle.returns import end_due_snooze
from handoff.offers import repository as offers_repository
from handoff.offers.choice import Rules
from handoff.offers.service import end_offer, list_offerable, list_stale, offer_handoff
from handoff.presence import repository as presence_repository
from handoff.presence import service as presence
from handoff.presence.presence import State
from kit.auth import Principal
from kit.database import Database
from kit.errors import BatonError
from staff.departments import service as departments_service
from staff.departments.department import Routing
from staff.people.service import add_person
from tests.fixtures.story import START, MovableClock
from tests.fixtures.widget_words import check_widget_can_say

AGENTS = ("Ines", "Tomas", "Sam")
IDLE = timedelta(hours=24)
RULES = Rules(capacity=1, offer_lasts=timedelta(seconds=30))


class Crash(Exception):
    """The process dies before the commit."""


class World:
    """What is shared between runs of the machine: the database and the people, including one supervisor."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = MovableClock()
        self.department = database.write_now(
            departments_service.ensure_default_department, START, name="Where everything goes"
        )
        self.people = [self._person(name, "supervisor" if name == "Sam" else "agent") for name in AGENTS]

    def _person(self, name: str, role: str) -> Principal:
        added = self.database.write_now(add_person, f"{name.lower()}@example.com", name, [role], START)
        roles = frozenset({"agent", role})
        return Principal("person", id=added.id, name=name, roles=roles)


class Support(RuleBasedStateMachine):
    """A few conversations, three people, one bot, and a clock that moves forward and sometimes back."""

    conversations = Bundle("conversations")
    crashes = st.sampled_from([False, False, False, True])
    who = st.sampled_from(range(len(AGENTS)))

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.database, self.clock = world.database, world.clock
        self.own: list[str] = []
        self.thinking: list[Turn] = []
        self.arrivals: dict[str, tuple[int, int]] = {}
        """Waiting handoffs in order of arrival: (priority, number)."""
        self.epochs: dict[str, int] = {}
        self.sent = 0

    def do(self, work: Callable[..., Any], *arguments: Any, crash: bool = False, **more: Any) -> Any:
        """Returns the transaction's result; None if it was refused or the process died, in which case nothing has
        changed.
        """
        before = {each: self.read(each) for each in self.own}

        def run(connection: Connection) -> Any:
            value = work(connection, *arguments, **more)
            if crash:
                raise Crash
            return value

        try:
            return self.database.write_now(run)
        except (BatonError, Crash):
            assert {each: self.read(each) for each in self.own} == before
            return None

    def read(self, conversation: str) -> Conversation:
        return self.database.read_now(get, conversation)

    def handoff(self, conversation: str) -> Handoff | None:
        return self.database.read_now(handoffs.find_open, conversation)

    # The customer

    @rule(target=conversations)
    def starts_a_conversation(self) -> str:
        opened, _ = self.database.write_now(open_conversation, Opening(), self.clock())
        self.own.append(opened.id)
        return opened.id

    @rule(conversation=conversations, crash=crashes)
    def writes(self, conversation: str, crash: bool) -> None:
        self.sent += 1
        self.do(receive_message, conversation, f"m{self.sent}", "hello", None, self.clock(), crash=crash)

    @rule(conversation=conversations, crash=crashes)
    def asks_for_person(self, conversation: str, crash: bool) -> None:
        self.do(service.ask_for_person, conversation, self.clock(), note=None, department=None, crash=crash)

    @rule(conversation=conversations)
    def cancels_the_handoff(self, conversation: str) -> None:
        self.do(service.cancel, conversation, self.clock())

    @rule(conversation=conversations, crash=crashes)
    def leaves(self, conversation: str, crash: bool) -> None:
        self.do(service.end_by_customer, conversation, self.clock(), crash=crash)

    # The bot: its result may come late, twice or never

    @rule(conversation=conversations)
    def bot_begins(self, conversation: str) -> None:
        turn = self.database.read_now(load_turn, conversation, self.clock())
        if turn is not None:
            self.thinking.append(turn)

    @rule(reason=st.sampled_from([None, None, "nothing_found", "frustration", "sensitive_topic"]), crash=crashes)
    def bot_says(self, reason: str | None, crash: bool) -> None:
        if self.thinking:
            outcome = Outcome([Draft(BOT, "an answer")], None, {}, reason)
            self.do(commit_turn, self.thinking[-1], outcome, self.clock(), crash=crash)

    @rule()
    def bot_forgets(self) -> None:
        self.thinking[:1] = []

    # Agents and the supervisor

    @rule(conversation=conversations, who=who, crash=crashes)
    def accepts(self, conversation: str, who: int, crash: bool) -> None:
        handoff = self.handoff(conversation)
        if handoff is not None:
            self.do(service.accept, handoff.id, self.world.people[who], self.clock(), crash=crash)

    @rule(conversation=conversations, who=who, public=st.booleans())
    def replies(self, conversation: str, who: int, public: bool) -> None:
        self.sent += 1
        agent, now = self.world.people[who], self.read(conversation)
        visibility = "public" if public else "internal"
        stored = self.do(store_reply, conversation, agent, f"a{self.sent}", "good day", visibility, self.clock())
        speaks = now.status == "assigned" and now.agent_id == agent.id
        assert (stored is not None) == (speaks or not public)

    @rule(conversation=conversations, who=who, crash=crashes)
    def gives_back_to_the_bot(self, conversation: str, who: int, crash: bool) -> None:
        self.do(service.release, conversation, self.world.people[who], self.clock(), crash=crash)

    @rule(conversation=conversations, who=who, to=st.sampled_from([None, *range(len(AGENTS))]), crash=crashes)
    def requeues_or_transfers(self, conversation: str, who: int, to: int | None, crash: bool) -> None:
        wanted = None if to is None else self.world.people[to].id
        before = self.handoff(conversation)
        args = conversation, self.world.people[who], self.clock()
        if self.do(service.requeue, *args, wanted_agent_id=wanted, crash=crash) is not None:
            self.check_old_position(conversation, before)

    @rule(conversation=conversations, who=who, crash=crashes)
    def resolves(self, conversation: str, who: int, crash: bool) -> None:
        self.do(service.resolve, conversation, self.world.people[who], self.clock(), crash=crash)

    @rule(conversation=conversations, crash=crashes)
    def takes_over(self, conversation: str, crash: bool) -> None:
        self.do(service.take_over, conversation, self.world.people[-1], self.clock(), crash=crash)

    @rule(conversation=conversations, who=who, seconds=st.sampled_from([60, 80_000]), crash=crashes)
    def snoozes(self, conversation: str, who: int, seconds: int, crash: bool) -> None:
        due = self.clock() + timedelta(seconds=seconds)
        agent = self.world.people[who]
        self.do(follow_ups.snooze, conversation, agent, due, "", self.clock(), crash=crash)

    @rule(conversation=conversations, who=who)
    def ends_the_snooze(self, conversation: str, who: int) -> None:
        self.do(follow_ups.end_snooze, conversation, self.world.people[who], self.clock())

    @rule(conversation=conversations, who=who)
    def promises_a_callback(self, conversation: str, who: int) -> None:
        def run(connection: Connection) -> None:
            locked, due = get(connection, conversation, lock=True), self.clock() + IDLE
            follow_ups.call_back(connection, locked, self.world.people[who], due, "", self.clock())

        self.do(run)

    @rule(who=who, state=st.sampled_from(["online", "away", "offline"]))
    def sets_presence(self, who: int, state: State) -> None:
        self.do(presence.set_presence, self.world.people[who].id, state, self.clock())

    @rule(who=who)
    def has_console_open(self, who: int) -> None:
        self.do(presence.renew_presence, self.world.people[who].id, self.clock())

    # Routing

    @rule(routing=st.sampled_from(["pick", "least_busy", "least_effort", "longest_idle", "round_robin"]))
    def changes_routing(self, routing: Routing) -> None:
        self.do(departments_service.change_department, self.world.department.id, {"routing": routing})

    @rule(who=who, capacity=st.sampled_from([None, 0, 1, 3]))
    def changes_capacity(self, who: int, capacity: int | None) -> None:
        self.do(change_agent, self.world.people[who].id, {"capacity": capacity}, self.clock())

    @rule(crash=crashes)
    def routing_runs(self, crash: bool) -> None:
        """Runs one routing round. Without a crash, no waiting handoff is left that an agent has capacity for, and no
        agent has too many.
        """
        now = self.clock()
        for offer_id, ending in self.database.read_now(list_stale, RULES, now):
            self.do(end_offer, offer_id, ending, now, crash=crash)
        while waiting := self.database.read_now(list_offerable, RULES, now):
            assert any(self.do(offer_handoff, each, RULES, now, crash=crash) for each in waiting) or crash
            if crash:
                return
        if not crash:
            assert self.database.read_now(list_stale, RULES, now) == []

    # Time

    @rule(seconds=st.sampled_from([1, 30, 100, 1_000, 90_000, -3_600]))
    def time_passes(self, seconds: int) -> None:
        self.clock.move(seconds=seconds)

    @rule(crash=crashes)
    def housekeeping_runs(self, crash: bool) -> None:
        """Runs one housekeeping round: one transaction after another, and any of them may be the last."""
        now = self.clock()
        self.do(presence.end_lapsed, now, crash=crash)
        for conversation in self.database.read_now(follow_ups_repository.list_due_snoozes, now):
            self.do(end_due_snooze, conversation, now, crash=crash)
        for conversation in self.database.read_now(presence_repository.list_left, now):
            before = self.handoff(conversation)
            self.do(service.requeue_from_lost_agent, conversation, now, crash=crash)
            if not crash:
                assert self.read(conversation).status == "queued"
                self.check_old_position(conversation, before)
        for conversation in self.database.read_now(list_idle, now - IDLE):
            self.do(resolve_idle, conversation, now - IDLE, now, crash=crash)
        if not crash:
            nobody = self.database.read_now(check_invariants, now)["invariants"][0]
            assert nobody["count"] == 0, nobody

    # Invariants

    @invariant()
    def one_speaker_and_no_customer_lost(self) -> None:
        for conversation in map(self.read, self.own):
            tied = self.database.read_now(_open_assignments, conversation.id)
            open_one = self.handoff(conversation.id)
            if conversation.status == "assigned":
                assert tied == [(conversation.agent_id, conversation.claim_epoch)]
                assert open_one is None or (open_one.state, open_one.agent_id) == ("taken", conversation.agent_id)
            else:
                assert tied == []
                waiting = open_one is not None and open_one.state == "waiting"
                assert waiting == (conversation.status == "queued")
                assert waiting or open_one is None
            if conversation.status != "bot":
                assert conversation.turn == conversation.turns_opened, "unanswered messages belong to a person"

    @invariant()
    def transcripts_have_no_gaps_and_speakers_take_turns(self) -> None:
        for conversation in map(self.read, self.own):
            transcript = self.database.read_now(list_messages, conversation.id, "staff", 0, 10_000)
            assert [each.seq for each in transcript] == list(range(1, conversation.last_seq + 1))
            check_speakers(transcript)
            check_words(transcript)

    @invariant()
    def the_queue_keeps_its_order(self) -> None:
        waiting = [each for each in self.database.read_now(handoffs.list_waiting) if each.conversation_id in self.own]
        for each in sorted(waiting, key=lambda handoff: handoff.id not in self.arrivals):
            self.arrivals.setdefault(each.id, (-each.priority, len(self.arrivals)))
        assert [each.id for each in waiting] == sorted((each.id for each in waiting), key=self.arrivals.__getitem__)

    @invariant()
    def claim_epochs_only_increase(self) -> None:
        for conversation in map(self.read, self.own):
            assert conversation.claim_epoch >= self.epochs.get(conversation.id, 0)
            self.epochs[conversation.id] = conversation.claim_epoch
            numbers = self.database.read_now(_epochs, conversation.id)
            assert numbers == list(range(1, conversation.claim_epoch + 1))

    @invariant()
    def the_invariants_hold(self) -> None:
        report = self.database.read_now(check_invariants, self.clock())["invariants"]
        whenever = ("two_speakers", "transcript_gaps")
        timeless = {each["name"]: each["count"] for each in report if each["name"] in whenever}
        assert set(timeless.values()) == {0}, timeless

    @invariant()
    def a_handoff_is_offered_to_one_agent_while_it_waits(self) -> None:
        offered = [offer.handoff_id for offer in self.database.read_now(offers_repository.list_open)]
        waiting = {each.id for each in self.database.read_now(handoffs.list_waiting)}
        assert len(offered) == len(set(offered))
        assert waiting.issuperset(offered)

    def check_old_position(self, conversation: str, before: Handoff | None) -> None:
        after = self.handoff(conversation)
        assert after is not None
        if before is not None:
            assert (after.id, after.waiting_since) == (before.id, before.waiting_since)

    def teardown(self) -> None:
        for conversation in self.own:
            self.database.write_now(service.end_by_customer, conversation, self.clock())
            assert self.read(conversation).status == "resolved"
            assert self.handoff(conversation) is None


def check_speakers(transcript: list[Message]) -> None:
    """Checks that the bot speaks only while it has the conversation, and agents only while one of them has it."""
    status = "bot"
    after = {
        "handoff.requested": "queued",
        "handoff.cancelled": "bot",
        "assignment.created": "assigned",
        "assignment.ended": "queued",
        "conversation.transferred": "queued",
        "conversation.given_back": "bot",
        "conversation.resolved": "resolved",
        "conversation.ended": "resolved",
        "conversation.reopened": "bot",
    }
    for message in transcript:
        draft = message.draft
        if draft.event:
            status = after.get(draft.event, status)
        elif draft.visibility == "public" and draft.author.kind in ("bot", "agent"):
            assert status == {"bot": "bot", "agent": "assigned"}[draft.author.kind], (message.seq, status)


def check_words(transcript: list[Message]) -> None:
    """Checks that the widget can show every timeline message in each of its languages."""
    for draft in (message.draft for message in transcript):
        if draft.event and draft.visibility == "public":
            check_widget_can_say(draft.event, draft.details)


def _open_assignments(connection: Connection, conversation_id: str) -> list[tuple[str, int]]:
    query = select(assignments.c.agent_id, assignments.c.epoch).where(
        assignments.c.conversation_id == conversation_id, assignments.c.ended_at.is_(None)
    )
    return [(row.agent_id, row.epoch) for row in connection.execute(query)]


def _epochs(connection: Connection, conversation_id: str) -> list[int]:
    query = select(assignments.c.epoch).where(assignments.c.conversation_id == conversation_id)
    return list(connection.scalars(query.order_by(assignments.c.epoch)))


def test_any_sequence_of_events_keeps_the_invariants(database: Database) -> None:
    world = World(database)

    class SupportHere(Support):
        def __init__(self) -> None:
            super().__init__(world)

    run_state_machine_as_test(
        SupportHere,
        settings=settings(
            max_examples=30 if database.is_sqlite else 8,  # on PostgreSQL fewer of the same sequences
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        ),
    )
