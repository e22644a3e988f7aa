"""Two conversations of one person become one: nothing is lost, nobody else reads it, and two agents do not collide."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from chat.customers.messages import receive_message
from conversations import repository as conversations
from conversations.contact import Contact
from conversations.conversation import Opening
from conversations.customer_records.records import subject_of
from conversations.customer_records.sql_records import SqlCustomerRecords
from conversations.merges import repository
from conversations.merges.merge import Marks, also_among
from conversations.merges.repository import find_customer_token
from conversations.merges.service import lead
from conversations.service import open_conversation
from handoff.follow_ups import service as follow_ups
from handoff.follow_ups.repository import find_open
from handoff.lifecycle import service as lifecycle
from handoff.merging import service
from handoff.queue.service import list_queue
from handoff.tags.repository import names_of
from handoff.tags.service import give_tags
from kit.auth import Principal
from kit.database import Database
from kit.errors import BatonError, Conflict
from kit.identifiers import hash_token
from tests.fixtures.story import START, MovableClock, Story
from tests.fixtures.widget_words import check_widget_can_say

MARA = {"id": "mara", "email": "Mara@example.com", "name": "Mara"}


def waiting(story: Story, text: str, identity: dict[str, str] | None = None, email: str | None = None) -> str:
    """A customer who wrote this and waits."""
    opened, _ = story.database.write_now(open_conversation, Opening(identity=identity), story.clock())
    story.say(opened.id, text)
    story.ask_for_person(opened.id)
    if email is not None:
        contact = Contact(email, None, "")
        story.database.write_now(follow_ups.leave_contact, story.read(opened.id), contact, story.clock())
    return opened.id


def accepted(story: Story, agent: Principal, text: str, **who: object) -> str:
    conversation = waiting(story, text, **who)  # type: ignore[arg-type]
    story.database.write_now(lifecycle.accept, story.handoff(conversation).id, agent, story.clock())
    return conversation


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(BatonError) as error:
        call()
    return error.value.code


@pytest.fixture
def ines(story: Story) -> Principal:
    return story.agent("Ines")


def test_the_same_identity_is_led_to_the_conversation_that_goes_on(story: Story, ines: Principal) -> None:
    here = accepted(story, ines, "Where is my parcel?", identity=MARA)
    other = waiting(story, "Hello? My parcel?", identity=MARA)
    listed = story.database.read_now(service.list_same_person, ines, here)
    assert [(each.id, by) for each, by in listed] == [(other, "identity")]
    story.database.write_now(service.merge, here, other, ines, story.clock())

    closed = story.read(other)
    assert (closed.status, story.read(here).status) == ("resolved", "assigned")
    assert story.handoff(other).state == "closed"
    assert [each["conversation_id"] for each in story.database.read_now(list_queue)] == []
    (told,) = [m.draft for m in story.transcript(other, "customer") if m.draft.event == "conversation.merged"]
    check_widget_can_say("conversation.merged", told.details)
    (joined,) = [m.draft for m in story.transcript(here, "customer") if m.draft.event == "conversation.joined"]
    assert joined.details == {"conversation_id": other}
    check_widget_can_say("conversation.joined", {})
    assert [m.seq for m in story.transcript(other)] == list(range(1, closed.last_seq + 1)), "nothing is moved"

    assert refused(lambda: story.say(other, "Anybody?")) == "continues_elsewhere"
    assert refused(lambda: story.ask_for_person(other)) == "continues_elsewhere"
    into, token = story.database.write_now(lead, story.read(other), story.clock())
    found = story.database.read_now(find_customer_token, hash_token(token))
    assert (into, found and found.conversation_id) == (here, here)
    story.say(here, "Here I am")
    story.database.write_now(repository.forget, other)
    assert story.database.read_now(find_customer_token, hash_token(token)) is None, "an erasure ends the way there"


def test_the_same_address_proves_nothing_so_nothing_is_given_away(story: Story, ines: Principal) -> None:
    here = accepted(story, ines, "Where is my parcel?", identity=MARA)
    other = waiting(story, "My parcel is late", email="mara@example.com")
    assert [by for _, by in story.database.read_now(service.list_same_person, ines, here)] == ["email"]
    assert [each.id for each, _ in story.database.read_now(service.list_same_person, ines, other)] == [here]
    story.database.write_now(service.merge, here, other, ines, story.clock())
    (told,) = [m.draft for m in story.transcript(other, "customer") if m.draft.event == "conversation.merged"]
    assert told.details == {"wording": "elsewhere", "agent": "Ines"}
    check_widget_can_say("conversation.merged", told.details)
    assert "conversation.joined" not in [m.draft.event for m in story.transcript(here, "customer")]
    assert "conversation.joined" in story.events(here)
    assert refused(lambda: story.database.write_now(lead, story.read(other), story.clock())) == "wrong_status"

    story.say(other, "That was not me")
    assert story.read(other).status == "bot", "they go on in their own"
    assert [each.id for each, _ in story.database.read_now(service.list_same_person, ines, here)] == [other]


def test_two_identities_are_two_people_and_strangers_are_not_merged(story: Story, ines: Principal) -> None:
    here = accepted(story, ines, "One", identity=MARA)
    someone = waiting(story, "Two", identity={**MARA, "id": "somebody-else"})
    stranger = waiting(story, "Three", email="other@example.com")
    merge = story.database.write_now
    for other in (someone, stranger):
        assert refused(lambda other=other: merge(service.merge, here, other, ines, START)) == "not_same_person"  # type: ignore[misc]
    assert refused(lambda: merge(service.merge, here, here, ines, START)) == "bad_type"
    assert story.database.read_now(service.list_same_person, ines, here) == []


def test_a_colleagues_conversation_is_not_closed_behind_their_back(story: Story, ines: Principal) -> None:
    tomas, sam = story.agent("Tomas"), story.agent("Sam", "supervisor")
    here = accepted(story, ines, "One", identity=MARA)
    theirs = accepted(story, tomas, "Two", identity=MARA)
    write = story.database.write_now
    assert refused(lambda: write(service.merge, here, theirs, ines, START)) == "already_assigned"
    assert refused(lambda: write(service.merge, theirs, here, ines, START)) == "already_assigned"
    write(service.merge, here, theirs, sam, START)
    assert story.read(theirs).status == "resolved"
    assert refused(lambda: write(service.merge, here, theirs, sam, START)) == "wrong_status"


async def test_what_is_to_be_done_and_what_is_known_comes_along_and_undo_opens_it_again(
    story: Story, ines: Principal
) -> None:
    here = accepted(story, ines, "One", identity=MARA)
    other = waiting(story, "Two", email="mara@example.com")
    write, at = story.database.write_now, story.clock() + timedelta(days=1)
    write(give_tags, other, ["parcel"], ines, story.clock())
    records = SqlCustomerRecords(story.database, story.clock)
    await records.add_note(subject_of(story.read(other)), "Rings twice", ines)
    write(service.merge, here, other, ines, story.clock())
    known = await records.read(subject_of(story.read(here)))
    assert [each.text for each in known.notes] == ["Rings twice"]
    assert story.database.read_now(names_of, [here])[here] == ["parcel"]
    assert [each.email for each in story.database.read_now(conversations.list_contacts, here)] == ["mara@example.com"]
    due = story.database.read_now(find_open, here, "contact")
    assert due is not None
    assert due.due_at <= at

    reopened = write(service.undo, here, other, ines, story.clock())
    assert (reopened.status, reopened.agent_id) == ("assigned", ines.id)
    assert story.events(here)[-1] == "conversation.separated"
    assert refused(lambda: write(service.undo, here, other, ines, START)) == "wrong_status"


def test_two_agents_who_merge_the_same_pair_at_once_leave_one_open(
    open_database: Callable[..., Database], clock: MovableClock
) -> None:
    databases = [open_database(), open_database()]
    story = Story(databases[0], clock)
    sam, kim = story.agent("Sam", "supervisor"), story.agent("Kim", "supervisor")
    for round_ in range(12):
        pair = [accepted(story, agent, f"{round_} {agent.name}", identity=MARA) for agent in (sam, kim)]
        start = Barrier(3)

        def merge(number: int, start: Barrier = start, pair: list[str] = pair) -> str:
            start.wait()
            into, other = (pair, pair[::-1])[number]
            try:
                databases[number].write_now(service.merge, into, other, (sam, kim)[number], START)
            except Conflict as error:
                return error.code
            return "merged"

        def write(start: Barrier = start, pair: list[str] = pair) -> str:
            start.wait()
            try:
                databases[0].write_now(receive_message, pair[1], "late", "One more thing", None, START)
            except Conflict as error:
                return error.code
            return "stored"

        with ThreadPoolExecutor(3) as pool:
            merging = [pool.submit(merge, number) for number in range(2)]
            said = pool.submit(write).result()
        outcomes = [each.result() for each in merging]
        assert outcomes.count("merged") == 1, outcomes
        assert sorted(story.read(each).status for each in pair) == ["assigned", "resolved"]
        stored = [m.draft.text for m in story.transcript(pair[1])].count("One more thing")
        assert (said, stored) in (("stored", 1), ("continues_elsewhere", 0)), "never lost, never doubled"
        for each in pair:
            if story.read(each).status == "assigned":
                story.database.write_now(lifecycle.resolve, each, sam, START)


def test_the_queue_names_who_waits_twice(story: Story) -> None:
    first, again = waiting(story, "One", identity=MARA), waiting(story, "Two", email="mara@example.com")
    alone = waiting(story, "Three", email="kim@example.com")
    found = {each["conversation_id"]: each["also_waiting"] for each in story.database.read_now(list_queue)}
    assert found == {first: [again], again: [first], alone: []}


def test_a_shared_address_does_not_join_two_identities() -> None:
    shared = frozenset({"office@example.com"})
    marks = {"a": Marks("1", shared), "b": Marks("2", shared), "c": Marks(None, shared), "d": Marks(None, frozenset())}
    assert also_among(marks) == {"a": ["c"], "b": ["c"], "c": ["a", "b"], "d": []}
