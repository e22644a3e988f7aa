"""Follow-ups stay open until they are kept, and snoozed conversations come back by themselves."""

import pytest
from sqlalchemy import Connection

from chat.customers.messages import receive_message
from conversations.contact import Contact
from conversations.service import get
from handoff.follow_ups import repository
from handoff.follow_ups import service as follow_ups
from handoff.follow_ups.follow_up import CONTACT_DUE, FollowUp
from handoff.invariants.service import check_invariants
from handoff.lifecycle import service
from handoff.lifecycle.housekeeping import Housekeeping
from handoff.presence import service as presence
from handoff.queue.service import list_queue
from kit.auth import Principal
from kit.database import Database
from kit.errors import Conflict
from tests.fixtures.story import MovableClock, Story
from tests.fixtures.widget_words import check_widget_can_say

HOUR = 3_600


@pytest.fixture
def housekeeping(database: Database, clock: MovableClock) -> Housekeeping:
    began = clock()
    return Housekeeping(
        database, clock, idle_hours=24, grace_seconds=0, steady=lambda: (clock() - began).total_seconds()
    )


@pytest.fixture
def ines(story: Story) -> Principal:
    return story.agent("Ines")


def assigned(story: Story, agent: Principal) -> str:
    conversation = story.conversation()
    handoff = story.ask_for_person(conversation)
    story.database.write_now(service.accept, handoff.id, agent, story.clock())
    return conversation


def snoozed(story: Story, agent: Principal, seconds: float) -> str:
    conversation = assigned(story, agent)
    due = story.clock().__class__.fromtimestamp(story.clock().timestamp() + seconds, story.clock().tzinfo)
    story.database.write_now(follow_ups.snooze, conversation, agent, due, "the parts arrive", story.clock())
    return conversation


def leave(
    story: Story, conversation: str, email: str | None = "mara@example.com", phone: str | None = None
) -> FollowUp:
    def run(connection: Connection) -> FollowUp:
        left = Contact(email, phone, "")
        return follow_ups.leave_contact(connection, get(connection, conversation, lock=True), left, story.clock())

    return story.database.write_now(run)


def give_word(story: Story, conversation: str, agent: Principal) -> FollowUp:
    def run(connection: Connection) -> FollowUp:
        locked = get(connection, conversation, lock=True)
        return follow_ups.call_back(connection, locked, agent, story.clock() + CONTACT_DUE, "refund", story.clock())

    return story.database.write_now(run)


def says(story: Story, conversation: str, text: str = "hello?") -> None:
    story.database.write_now(receive_message, conversation, text, text, None, story.clock())


def overdue(story: Story) -> int:
    found = story.database.read_now(check_invariants, story.clock())["invariants"]
    return int(next(each["count"] for each in found if each["name"] == "follow_ups_overdue"))


def open_ones(story: Story, kind: str) -> list[FollowUp]:
    return [
        each for each in story.database.read_now(repository.list_page, "open", None, None, 100) if each.kind == kind
    ]


async def test_a_snoozed_conversation_stays_with_an_absent_agent_and_is_requeued_when_due(
    story: Story, housekeeping: Housekeeping, clock: MovableClock, ines: Principal
) -> None:
    conversation, behind = snoozed(story, ines, 20 * HOUR), story.conversation()
    clock.move(hours=1)
    story.ask_for_person(behind)
    clock.move(hours=18)
    await housekeeping.look_once()
    assert story.read(conversation).agent_name == "Ines"
    assert story.database.read_now(check_invariants, clock())["healthy"] is True
    clock.move(hours=1, seconds=1)
    await housekeeping.look_once()
    assert [each["conversation_id"] for each in story.database.read_now(list_queue)] == [conversation, behind]
    assert story.events(conversation)[-2:] == ["conversation.woken", "assignment.ended"]
    last = story.transcript(conversation)[-1].draft
    assert last.text == "Ines is not here right now. You are in the queue for a person."
    assert last.details == {"wording": "not_here", "agent": "Ines"}
    check_widget_can_say("assignment.ended", last.details)
    assert open_ones(story, "snooze") == []


async def test_a_due_snooze_returns_to_an_agent_who_is_present(
    story: Story, housekeeping: Housekeeping, clock: MovableClock, ines: Principal
) -> None:
    conversation = snoozed(story, ines, HOUR)
    clock.move(hours=1)
    await story.database.write(presence.set_presence, ines.id, "online", clock())
    await housekeeping.look_once()
    assert story.read(conversation).status == "assigned"
    assert story.events(conversation)[-1] == "conversation.woken"
    customer_sees = [each.draft.event for each in story.transcript(conversation, "customer")]
    assert customer_sees == ["handoff.requested", "assignment.created"]


@pytest.mark.parametrize(("there", "status"), [(True, "assigned"), (False, "queued")])
def test_a_customers_message_ends_the_snooze(
    story: Story, clock: MovableClock, ines: Principal, there: bool, status: str
) -> None:
    conversation = snoozed(story, ines, 20 * HOUR)
    clock.move(hours=2)
    if there:
        story.database.write_now(presence.set_presence, ines.id, "away", clock())
    says(story, conversation)
    assert story.read(conversation).status == status
    assert open_ones(story, "snooze") == []


@pytest.mark.parametrize("move", [service.release, service.requeue, service.resolve])
def test_giving_a_conversation_up_ends_its_snooze(story: Story, ines: Principal, move: object) -> None:
    conversation = snoozed(story, ines, HOUR)
    story.database.write_now(move, conversation, ines, story.clock())  # type: ignore[arg-type]
    assert open_ones(story, "snooze") == []


def test_snoozing_again_changes_the_time_and_the_agent_can_end_it(story: Story, ines: Principal) -> None:
    conversation = snoozed(story, ines, HOUR)
    due = story.clock() + CONTACT_DUE
    story.database.write_now(follow_ups.snooze, conversation, ines, due, "", story.clock())
    assert [each.due_at for each in open_ones(story, "snooze")] == [due]
    for _ in range(2):
        story.database.write_now(follow_ups.end_snooze, conversation, ines, story.clock())
    assert open_ones(story, "snooze") == []
    assert story.events(conversation).count("conversation.woken") == 1


def test_only_the_conversations_agent_can_snooze_it(story: Story, ines: Principal) -> None:
    conversation, tomas = assigned(story, ines), story.agent("Tomas")
    args = conversation, tomas, story.clock() + CONTACT_DUE, "", story.clock()
    with pytest.raises(Conflict) as refused:
        story.database.write_now(follow_ups.snooze, *args)
    assert refused.value.code == "already_assigned"


def test_leaving_a_contact_again_updates_the_same_follow_up(story: Story, clock: MovableClock, ines: Principal) -> None:
    conversation = story.conversation()
    first, again = leave(story, conversation), leave(story, conversation, "mara@work.example")
    assert first.id == again.id
    assert [each.email for each in open_ones(story, "contact")] == ["mara@work.example"]
    assert leave(story, conversation, None, "+32 2 555 12 34").id == first.id
    assert [(each.email, each.phone) for each in open_ones(story, "contact")] == [(None, "+32 2 555 12 34")]
    assert overdue(story) == 0
    clock.now += CONTACT_DUE
    assert overdue(story) == 1
    kept = [story.database.write_now(follow_ups.keep, first, ines, clock()) for _ in range(2)]
    assert [(each.state, each.closed_by) for each in kept] == [("kept", "Ines")] * 2
    assert overdue(story) == 0
    leave(story, conversation)
    assert len(open_ones(story, "contact")) == 1


def test_resolving_closes_the_contact_but_not_a_promised_callback(story: Story, ines: Principal) -> None:
    conversation = assigned(story, ines)
    leave(story, conversation)
    give_word(story, conversation, ines)
    story.database.write_now(service.resolve, conversation, ines, story.clock())
    assert (open_ones(story, "contact"), len(open_ones(story, "call_back"))) == ([], 1)


def test_a_returning_customer_goes_to_the_bot_or_to_people_after_a_promise(story: Story, ines: Principal) -> None:
    plain, given = assigned(story, ines), assigned(story, ines)
    word = give_word(story, given, ines)
    for conversation in (plain, given):
        story.database.write_now(service.resolve, conversation, ines, story.clock())
        says(story, conversation)
    assert [story.read(each).status for each in (plain, given)] == ["bot", "queued"]
    assert story.read(given).turns_opened == story.read(given).turn, "the bot opens no turn"
    entry = story.database.read_now(list_queue)[0]
    assert (entry["reason"], entry["wanted_agent_id"]) == ("follow_up", ines.id)
    story.database.write_now(follow_ups.keep, word, ines, story.clock())


def test_a_postponed_follow_up_is_due_later_and_a_closed_one_cannot_be_postponed(
    story: Story, clock: MovableClock, ines: Principal
) -> None:
    word = give_word(story, story.conversation(), ines)
    later = story.database.write_now(follow_ups.postpone, word, word.due_at + CONTACT_DUE)
    clock.now = word.due_at
    assert later.body(clock())["due"] is False
    kept = story.database.write_now(follow_ups.keep, later, ines, clock())
    with pytest.raises(Conflict):
        story.database.write_now(follow_ups.postpone, kept, later.due_at)


def test_the_next_page_continues_where_the_last_one_ended(story: Story, clock: MovableClock, ines: Principal) -> None:
    made = []
    for _ in range(5):
        made.append(give_word(story, story.conversation(), ines).id)
        clock.move(minutes=1)
    for state, expected in (("open", made), ("kept", made[::-1])):
        seen: list[FollowUp] = []
        while page := story.database.read_now(
            repository.list_page,
            state,  # type: ignore[arg-type]
            ines.id,
            seen[-1] if seen else None,
            2,
        ):
            seen += page
        assert [each.id for each in seen] == expected
        for each in seen:
            if state == "open":
                story.database.write_now(follow_ups.keep, each, ines, clock())
                clock.move(minutes=1)
