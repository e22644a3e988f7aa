"""Wait estimates: accurate over a simulated day, and narrower than without looking at the queue."""

import heapq
import random
from datetime import datetime, timedelta
from operator import itemgetter
from statistics import fmean

import pytest
from sqlalchemy import Connection

from handoff.lifecycle import service
from handoff.presence import service as presence
from handoff.queue.positions import queue_position_of
from handoff.waits import repository as waits_repository
from handoff.waits.correction import MOST_OBSERVED, Correction, ObservedWait, correction_by
from handoff.waits.estimate import (
    LONG_WAIT_SECONDS,
    Handling,
    Pace,
    QueueState,
    ScoredEstimate,
    expected_range,
    interval_score,
    reactions,
    report,
    shared_seconds,
    turnarounds,
)
from kit.auth import Principal
from tests.fixtures.callers import ok, refusal
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.story import START, MovableClock, Story

MEAN = 300.0


class Day:
    """A day of agents with one conversation each. Customers arrive at random, more of them at noon."""

    def __init__(self, seed: int, agents: int, shape: float, *, between: float = 0.0, unseen: float = 0.0) -> None:
        """`between` is the seconds an agent needs between two customers. `unseen` is the same, but the estimate does
        not know it.
        """
        self.between = between
        self.unseen = unseen
        self.corrected: list[ScoredEstimate] = []
        self.chance = random.Random(seed)
        self.agents = agents
        self.shape = shape
        self.scored: list[ScoredEstimate] = []

    def handling(self) -> float:
        return self.chance.gammavariate(self.shape, MEAN / self.shape)

    def run(self, customers: int) -> None:
        """Gives every customer an estimate on arrival, and scores it when an agent accepts."""
        ends = [0.0] * self.agents  # when each agent becomes free
        handlings: list[tuple[float, float]] = []  # (known from, seconds)
        waits: list[tuple[float, float]] = []
        waiting: list[float] = []  # when those ahead will be accepted
        told: list[tuple[float, ObservedWait]] = []  # (known from, true wait)
        now = 0.0
        for number in range(customers):
            rush = 1.25 if (number // 60) % 2 else 0.8
            now += self.chance.expovariate(rush * self.agents / (MEAN + self.between + self.unseen))
            waiting = [taken for taken in waiting if taken > now]
            idle = sum(1 for end in ends if end <= now)
            known = [seconds for since, seconds in handlings if since <= now][-100:]
            recent = [seconds for since, seconds in waits if since <= now][-50:]
            state = QueueState(len(waiting) + 1, self.agents, idle, Pace(known, [2.0] * 10, [self.between] * 10))
            taken = max(now, heapq.heappop(ends))
            length = self.handling()
            heapq.heappush(ends, taken + length + self.between + self.unseen)
            handlings.append((taken + length, length))
            handlings.sort()
            waits.append((taken, taken - now))
            waiting.append(taken)
            formula = expected_range(state)
            if formula is not None and idle == 0:
                mean, waited = fmean(recent) if recent else None, taken - now
                known_ends = [came for since, came in sorted(told, key=itemgetter(0)) if since <= now]
                correction = correction_by(known_ends[-MOST_OBSERVED:])
                self.scored.append(ScoredEstimate(*formula, mean, waited))
                self.corrected.append(ScoredEstimate(*correction.applied_to(*formula), mean, waited))
                told.append((taken, ObservedWait(*formula, waited)))


@pytest.mark.parametrize("agents", [2, 6, 20])
@pytest.mark.parametrize("shape", [0.7, 1.0, 3.0])
def test_the_range_covers_four_waits_in_five_and_beats_the_mean_of_recent_waits(agents: int, shape: float) -> None:
    days = [Day(seed, agents, shape) for seed in range(6)]
    for day in days:
        day.run(400)
    found = report([each for day in days for each in day.scored])
    coverage, score, score_of_mean = (found[name] or 0 for name in ("coverage", "score", "score_of_mean"))
    assert (found["scored"] or 0) > 300
    assert 0.72 <= coverage <= 0.92, found
    assert 0 < score <= 0.8 * score_of_mean, found


def test_the_time_that_agents_need_between_two_customers_is_part_of_the_wait() -> None:
    days = [Day(seed, 6, 1.0, between=180.0) for seed in range(6)]
    for day in days:
        day.run(400)
    found = report([each for day in days for each in day.scored])
    assert 0.72 <= (found["coverage"] or 0) <= 0.92, found


def test_without_agents_or_data_there_is_no_estimate() -> None:
    assert expected_range(QueueState(1, 0, 0, Pace([60.0] * 9, [1.0] * 9))) is None
    assert expected_range(QueueState(2, 1, 0, Pace([60.0] * 4, [1.0] * 9))) is None
    assert expected_range(QueueState(1, 1, 1, Pace([60.0] * 9, [1.0] * 4))) is None
    assert expected_range(QueueState(1, 1, 0, Pace([0.0] * 9, []))) is None


def test_an_idle_agent_makes_the_wait_short_and_a_longer_queue_makes_it_long() -> None:
    known = [200.0, 250.0, 300.0, 350.0, 400.0]
    idle = expected_range(QueueState(1, 2, 1, Pace(known, [5.0, 6.0, 7.0, 8.0, 30.0])))
    assert idle == (5, 30)
    ranges = [expected_range(QueueState(position, 2, 0, Pace(known, []))) for position in (1, 5, 20)]
    lows, highs = [each[0] for each in ranges if each], [each[1] for each in ranges if each]
    assert lows == sorted(lows)
    assert highs == sorted(highs)
    assert expected_range(QueueState(5, 10, 0, Pace(known, [])))[1] < highs[1]  # type: ignore[index]


def test_a_range_that_misses_scores_worse_than_a_wide_one() -> None:
    assert interval_score(10, 20, 15) == 10
    assert interval_score(10, 20, 30) == pytest.approx(10 + 10 * 10)
    assert interval_score(10, 20, 5) == pytest.approx(10 + 10 * 5)
    assert report([])["coverage"] is None


@pytest.mark.parametrize("agents", [6, 20])
def test_ranges_that_all_missed_on_one_side_are_corrected(agents: int) -> None:
    days = [Day(seed, agents, 2.0, unseen=MEAN) for seed in range(4)]
    for day in days:
        day.run(400)
    before = report([each for day in days for each in day.scored])
    after = report([each for day in days for each in day.corrected])
    assert (before["coverage"] or 0) < 0.3
    assert (after["coverage"] or 0) > 0.7
    assert (after["score"] or 0) < 0.5 * (before["score"] or 0)


@pytest.mark.parametrize("agents", [2, 6, 20])
def test_ranges_that_held_stay_about_the_same(agents: int) -> None:
    days = [Day(seed, agents, 1.0) for seed in range(4)]
    for day in days:
        day.run(400)
    before = report([each for day in days for each in day.scored])
    after = report([each for day in days for each in day.corrected])
    assert abs((after["coverage"] or 0) - (before["coverage"] or 0)) < 0.08
    assert (after["score"] or 0) < 1.25 * (before["score"] or 1)


def test_a_correction_shifts_and_widens_and_never_narrows() -> None:
    exact = [ObservedWait(90, 110, 100)] * 50
    assert correction_by(exact) == Correction()
    assert correction_by(exact[:3] + [ObservedWait(90, 110, 900)] * 5) == Correction(), "too few to tell"
    late = correction_by([ObservedWait(90, 110, 200)] * 50)
    assert late.shift == 2
    assert late.applied_to(90, 110) == (180, 220)
    scattered = correction_by([ObservedWait(90, 110, waited) for waited in range(50, 150, 2)])
    assert scattered.applied_to(90, 110)[0] < 70
    assert scattered.applied_to(90, 110)[1] > 130
    assert Correction(1.0, 9.0).applied_to(90, 110)[0] >= 0


def at(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


def test_an_hour_shared_with_one_other_conversation_counts_as_half_an_hour() -> None:
    alone = Handling("ines", START, START + at(10))
    assert shared_seconds([alone, Handling("tomas", START, START + at(10))]) == [600, 600]
    assert shared_seconds([alone, Handling("ines", START, START + at(10))]) == [300, 300]
    assert shared_seconds([alone, Handling("ines", START, None)]) == [300], "an open conversation counts too"


def test_a_turnaround_is_the_time_until_the_next_customer_who_was_already_waiting() -> None:
    had = [Handling("ines", START, START + at(10)), Handling("tomas", START, START + at(20))]
    beside = Handling("tomas", START, None)
    waited = Handling("ines", START + at(5), START + at(12))
    came_later = Handling("ines", START + at(11), START + at(12))
    for_tomas = Handling("tomas", START + at(5), START + at(24))
    assert turnarounds([waited, came_later, for_tomas], had) == [120, 240]
    assert turnarounds([for_tomas], [*had, beside]) == [120], "half of it belongs to the other conversation"


def test_a_reaction_is_the_wait_for_an_agent_without_conversations() -> None:
    busy = [Handling("ines", START, START + at(10)), Handling("tomas", START + at(30), None)]
    waits = [
        Handling("ines", START + at(5), START + at(10)),
        Handling("ines", START + at(20), START + at(21)),
        Handling("tomas", START + at(40), START + at(41)),
        Handling("tomas", START + at(20), START + at(22)),
    ]
    assert reactions(waits, busy) == [60, 120]


def handled(story: Story, agent: Principal, minutes: float) -> None:
    """Adds a conversation that the agent accepted at once and had for this many minutes."""
    conversation = story.conversation()
    handoff = story.ask_for_person(conversation)
    story.clock.move(seconds=10)
    story.database.write_now(service.accept, handoff.id, agent, story.clock())
    story.clock.move(minutes=minutes)
    story.database.write_now(service.resolve, conversation, agent, story.clock())


def there(story: Story, agent: Principal) -> None:
    story.database.write_now(presence.set_presence, agent.id, "online", story.clock())


def test_the_estimate_uses_the_live_queue_and_is_scored_when_an_agent_accepts(
    story: Story, clock: MovableClock
) -> None:
    agent = story.agent("Ines")
    for minutes in (4, 5, 6, 5, 4, 6):
        handled(story, agent, minutes)
    idle = story.conversation()
    there(story, agent)
    story.ask_for_person(idle)
    position = story.database.read_now(queue_position_of, idle, clock())
    assert position is not None
    assert position.wait_seconds == (10, 10), "this agent has no conversation and takes ten seconds"
    story.database.write_now(service.accept, story.handoff(idle).id, agent, clock())
    clock.move(seconds=1)
    behind = story.conversation()
    handoff = story.ask_for_person(behind)
    position = story.database.read_now(queue_position_of, behind, clock())
    assert position is not None
    assert position.wait_seconds is not None
    assert 0 < position.wait_seconds[0] < 300 < position.wait_seconds[1]
    clock.move(minutes=5)
    for _ in range(2):
        story.database.write_now(service.accept, handoff.id, agent, clock())
    scored = story.database.read_now(waits_repository.list_scored_estimates, START)
    assert scored[0].waited == 300
    assert (scored[0].low, scored[0].high) == position.wait_seconds


def test_a_long_estimate_offers_the_other_options_at_once(story: Story, clock: MovableClock) -> None:
    agent = story.agent("Ines")
    for minutes in (30, 40, 35, 30, 40):
        handled(story, agent, minutes)
    there(story, agent)
    first, second = story.conversation(), story.conversation()
    story.ask_for_person(first)
    story.database.write_now(service.accept, story.handoff(first).id, agent, clock())
    story.ask_for_person(second)
    position = story.database.read_now(queue_position_of, second, clock())
    assert position is not None
    assert position.wait_seconds is not None
    assert position.wait_seconds[1] > LONG_WAIT_SECONDS
    assert position.body()["long_wait"] is True
    told = story.transcript(second)[-1].draft.text
    assert "leave your e-mail address" in told
    assert f"{round(position.wait_seconds[1] / 60)} minutes" in told


def _told(connection: Connection, handoff_id: str, now: datetime) -> None:
    """Stores an estimate of ten to twenty minutes, by the formula."""
    waits_repository.store_estimate(
        connection,
        handoff_id,
        now,
        place=2,
        agents=1,
        low_seconds=600,
        high_seconds=1_200,
        formula_low_seconds=600,
        formula_high_seconds=1_200,
    )


def test_earlier_estimates_correct_later_ones(story: Story, clock: MovableClock) -> None:
    """Forty customers got an estimate by the formula, and each waited twice as long."""
    agent = story.agent("Ines")
    for _ in range(40):
        conversation = story.conversation()
        handoff = story.ask_for_person(conversation)
        story.database.write_now(_told, handoff.id, clock())
        clock.move(minutes=30)
        story.database.write_now(service.accept, handoff.id, agent, clock())
        clock.move(minutes=10)
        story.database.write_now(service.resolve, conversation, agent, clock())
    held, behind = story.conversation(), story.conversation()
    story.database.write_now(service.accept, story.ask_for_person(held).id, agent, clock())
    there(story, agent)
    story.ask_for_person(behind)
    position = story.database.read_now(queue_position_of, behind, clock())
    assert position is not None
    assert position.wait_seconds is not None
    assert position.by_formula is not None
    assert sum(position.wait_seconds) == pytest.approx(2 * sum(position.by_formula), abs=2)


async def test_supervisors_see_how_accurate_the_estimates_were(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    empty = {"scored": 0, "coverage": None, "median_width_seconds": None, "score": None, "score_of_mean": None}
    assert ok(await supervisor.get("/waits")) == {"days": 7, "share": 0.8, **empty}
    ok(await agent.put("/presence", {"state": "online"}))
    for _ in range(7):
        customer = await chat.assigned(agent)
        ok(await agent.post(f"{customer.path}/resolve"))
    found = ok(await supervisor.get("/waits?days=1"))
    assert found["scored"] == 2, "the first five got no estimate"
    assert 0 <= found["coverage"] <= 1
    for days in ("0", "400", "soon"):
        assert refusal(await supervisor.get(f"/waits?days={days}")) == (400, "bad_query")
    assert refusal(await agent.get("/waits")) == (403, "not_allowed")
