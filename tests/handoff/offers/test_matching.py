"""Agents with the language and the skills come first, and nobody is excluded for good."""

from datetime import timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from handoff.handoffs.languages import language_of, speaks
from handoff.lifecycle import service
from handoff.offers.choice import AgentCandidate, Fit, Rules, choose
from handoff.offers.runner import RoutingRunner
from handoff.offers.service import list_offerable
from handoff.queue.service import list_queue
from handoff.skills import repository as skills_repository
from handoff.skills import service as skills_service
from handoff.skills.service import add_skill, change_skill, remove_skill
from handoff.skills.skill import Skill, count_matching_skills
from kit.auth import Principal
from kit.errors import BadRequest, Conflict, NotFound
from staff.departments.department import Routing
from staff.people import service as people_service
from tests.fixtures.story import START, Story
from tests.handoff.offers.test_routing import Desk

WITHIN = timedelta(seconds=60)
RULES = Rules(capacity=1, offer_lasts=timedelta(seconds=30), match_within=WITHIN)
SUPERVISOR = Principal("person", id="person_s", name="Sam")

FITS = st.builds(Fit, st.booleans(), st.integers(0, 3))
CANDIDATES = st.lists(
    st.builds(
        AgentCandidate,
        agent_id=st.uuids().map(str),
        held=st.integers(0, 5),
        declined=st.integers(0, 3),
        wanted=st.booleans(),
        former=st.booleans(),
        fit=FITS,
        effort=st.floats(0, 12),
        room=st.booleans(),
    ),
    max_size=6,
)
WAYS: st.SearchStrategy[Routing] = st.sampled_from(["least_busy", "least_effort", "longest_idle", "round_robin"])


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("nl", "nl"),
        ("nl-BE", "nl"),
        ("EN_us", "en"),
        ("gsw-CH", "gsw"),
        ("und", None),
        ("", None),
        (None, None),
        ("x-klingon", None),
        ("nonsense", None),
    ],
)
def test_the_language_of_a_locale(locale: str | None, language: str | None) -> None:
    assert language_of(locale) == language


def test_an_agent_without_listed_languages_speaks_any() -> None:
    assert [speaks([], "nl"), speaks(["nl"], None), speaks(["en", "nl"], "nl"), speaks(["en"], "nl")] == [
        True,
        True,
        True,
        False,
    ]


def test_topics_require_skills_whatever_their_case() -> None:
    skill = Skill("s", "Bikes", ["ask_battery", "E-bikes"], False, START, "Sam")
    assert [skill.is_for(topics) for topics in (["e-bikes"], ["ASK_BATTERY", "x"], ["Returns"], [])] == [
        True,
        True,
        False,
        False,
    ]
    assert count_matching_skills([{"id": "a", "name": "A"}, {"id": "b", "name": "B"}], ["b", "c"]) == 1


@given(WAYS, CANDIDATES)
def test_if_anybody_has_capacity_somebody_is_chosen_once_the_waiting_time_is_over(
    routing: Routing, candidates: list[AgentCandidate]
) -> None:
    found = choose(routing, candidates)
    assert (found is not None) == any(each.room for each in candidates)
    assert found is None or found.room


@given(WAYS, CANDIDATES)
def test_a_patient_handoff_waits_only_for_a_better_match(routing: Routing, candidates: list[AgentCandidate]) -> None:
    now, later = choose(routing, candidates, patient=True), choose(routing, candidates)
    if now is not None:
        assert now == later
    elif later is not None:
        better = [each for each in candidates if not each.room and each.fit.level > later.fit.level]
        assert any(each.declined <= later.declined for each in better)
        assert not later.wanted


@given(WAYS, CANDIDATES, st.integers(1, 20))
def test_no_agent_with_capacity_is_excluded_for_good(
    routing: Routing, candidates: list[AgentCandidate], rounds: int
) -> None:
    """Each declined offer goes to the next agent. After enough rounds, everybody has been asked equally often."""
    declined = {each.agent_id: 0 for each in candidates if each.room}
    for _ in range(rounds * len(declined)):
        asked = [
            AgentCandidate(each.agent_id, each.held, declined[each.agent_id], each.wanted, each.former, fit=each.fit)
            for each in candidates
            if each.room
        ]
        found = choose(routing, asked)
        assert found is not None
        declined[found.agent_id] += 1
    assert set(declined.values()) <= {rounds}


@pytest.mark.parametrize(
    ("one", "other", "chosen"),
    [
        ({"fit": Fit(True, 0)}, {"fit": Fit(False, 2)}, "one"),  # language before skills
        (
            {"fit": Fit(True, 2)},
            {"fit": Fit(True, 1), "former": True},
            "one",
        ),  # more skills before the previous agent
        ({"fit": Fit(True, 1)}, {"fit": Fit(True, 0)}, "one"),
        ({"fit": Fit(False, 0), "wanted": True}, {"fit": Fit(True, 2)}, "one"),  # named by a transfer
        ({"fit": Fit(True, 2), "declined": 1}, {"fit": Fit(False, 0)}, "other"),  # declined before
        ({"fit": Fit(True, 1), "room": False}, {"fit": Fit(True, 0)}, None),
        ({"fit": Fit(True, 2), "room": False}, {"fit": Fit(True, 1)}, "other"),  # any skill is enough
        ({"fit": Fit(True, 1), "room": False, "declined": 1}, {"fit": Fit(True, 0)}, "other"),
        ({"fit": Fit(True, 1), "room": False}, {"fit": Fit(False, 0), "wanted": True}, "other"),
        ({"effort": 3.0}, {"effort": 2.5}, "other"),
    ],
)
def test_which_agent_comes_first_and_which_is_waited_for(
    one: dict[str, Any], other: dict[str, Any], chosen: str | None
) -> None:
    candidates = [AgentCandidate("one", 0, **one), AgentCandidate("other", 0, **other)]
    found = choose("least_effort", candidates, patient=True)
    assert (found and found.agent_id) == chosen


@pytest.fixture
def desk(story: Story) -> Desk:
    desk = Desk(story)
    desk.runner = RoutingRunner(desk.database, desk.clock, RULES)
    return desk


def skill(desk: Desk, name: str, *topics: str, hard: bool = False) -> str:
    added: Skill = desk.database.write_now(add_skill, name, topics, hard, SUPERVISOR, desk.clock())
    return added.id


async def test_a_handoff_goes_to_an_agent_who_speaks_its_language(desk: Desk) -> None:
    english, dutch = desk.online("Ines", languages=["en"]), desk.online("Tomas", languages=["nl", "en"])
    conversation = desk.waiting(locale="nl-BE")
    assert await desk.offered_to(conversation) == dutch.id
    entry = desk.database.read_now(list_queue)[0]
    assert (entry["language"], entry["offer"]["language_matched"]) == ("nl", True)
    desk.take(conversation, dutch)
    assert desk.story.handoff(conversation).language_matched is True
    assert await desk.offered_to(desk.waiting(locale="en")) == english.id


async def test_it_waits_a_while_for_a_busy_speaker_and_then_goes_to_others(desk: Desk) -> None:
    english, dutch = desk.online("Ines", languages=["en"]), desk.online("Tomas", languages=["nl"])
    busy = desk.waiting(locale="nl")
    desk.take(busy, dutch)
    conversation = desk.waiting(locale="nl")
    assert await desk.offered_to(conversation) is None
    assert desk.database.read_now(list_offerable, RULES, desk.clock()) == [], (
        "a round writes nothing for handoffs that wait for an agent"
    )
    plain = desk.waiting()
    assert await desk.offered_to(plain) == english.id, "they do not block others"
    desk.take(plain, english)
    desk.resolve(plain, english)
    desk.clock.move(seconds=61)
    assert await desk.offered_to(conversation) == english.id
    assert desk.database.read_now(list_queue)[0]["offer"]["language_matched"] is False
    desk.take(conversation, english)
    assert desk.story.handoff(conversation).language_matched is False


async def test_it_is_offered_to_a_speaker_who_becomes_free_in_time(desk: Desk) -> None:
    desk.online("Ines", languages=["en"])
    dutch = desk.online("Tomas", languages=["nl"])
    busy = desk.waiting(locale="nl")
    desk.take(busy, dutch)
    conversation = desk.waiting(locale="nl")
    assert await desk.offered_to(conversation) is None
    desk.resolve(busy, dutch)
    assert await desk.offered_to(conversation) == dutch.id


async def test_absent_agents_and_agents_with_zero_capacity_are_not_waited_for(desk: Desk) -> None:
    english = desk.online("Ines", languages=["en"])
    desk.online("Tomas", languages=["nl"], capacity=0)
    away = desk.online("Mila", languages=["nl"])
    desk.comes(away, "away")
    assert await desk.offered_to(desk.waiting(locale="nl")) == english.id


async def test_a_handoff_goes_to_the_agent_with_the_skills_for_its_topic(desk: Desk) -> None:
    bikes, money = skill(desk, "E-bikes", "ask_battery", "E-bikes"), skill(desk, "Money", "e-bikes", "Refunds")
    desk.online("Ines"), desk.online("Mila", skills=[bikes], capacity=0)
    some, both = desk.online("Tomas", skills=[money]), desk.online("Zoe", skills=[bikes, money])
    conversation = desk.waiting(topics=["ask_battery", "E-bikes"])
    assert [each["name"] for each in desk.database.read_now(list_queue)[0]["skills"]] == ["E-bikes", "Money"]
    assert await desk.offered_to(conversation) == both.id
    desk.take(conversation, both)
    second = desk.waiting(topics=["E-bikes"])
    assert await desk.offered_to(second) == some.id, "some of the skills now, rather than all of them later"
    desk.take(second, some)
    third = desk.waiting(topics=["E-bikes"])
    assert await desk.offered_to(third) is None
    desk.clock.move(seconds=61)
    assert await desk.offered_to(third) is not None


async def test_needs_are_determined_again_when_it_is_requeued(desk: Desk) -> None:
    ines = desk.online("Ines")
    conversation = desk.waiting(topics=["Refunds"])
    assert desk.story.handoff(conversation).skills == []
    needed = skill(desk, "Money", "Refunds", hard=True)
    assert desk.story.handoff(conversation).skills == []
    desk.take(conversation, ines)
    desk.database.write_now(service.requeue, conversation, ines, desk.clock())
    handoff = desk.story.handoff(conversation)
    assert (handoff.skills, handoff.hard, handoff.language_matched) == ([{"id": needed, "name": "Money"}], True, None)


async def test_a_removed_skill_disappears_from_handoffs_and_people(desk: Desk) -> None:
    kept, gone = skill(desk, "Kept", "Refunds"), skill(desk, "Gone", "Refunds")
    ines = desk.online("Ines", skills=[gone, kept])
    conversation = desk.waiting(topics=["Refunds"])
    desk.database.write_now(remove_skill, gone)
    assert [each["id"] for each in desk.story.handoff(conversation).skills] == [kept]
    assert desk.database.read_now(people_service.get_person, ines.id).skills == [kept]
    with pytest.raises(NotFound):
        desk.database.write_now(remove_skill, gone)


def test_two_skills_cannot_have_the_same_name(desk: Desk) -> None:
    first, second = skill(desk, "Money"), skill(desk, "Bikes")
    with pytest.raises(Conflict):
        skill(desk, "MONEY")
    with pytest.raises(Conflict):
        desk.database.write_now(change_skill, second, {"name": "money"}, SUPERVISOR, desk.clock())
    desk.database.write_now(change_skill, first, {"name": "money", "topics": ["Refunds"]}, SUPERVISOR, desk.clock())
    with pytest.raises(NotFound):
        desk.database.write_now(change_skill, "skill_none", {"hard": True}, SUPERVISOR, desk.clock())
    assert [each.name for each in desk.database.read_now(skills_repository.list_all)] == ["Bikes", "money"]
    with pytest.raises(BadRequest):
        desk.database.read_now(skills_service.check_skills, [first, "skill_none"])
