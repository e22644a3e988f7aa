"""How long customers usually wait, which the widget says to everybody."""

from handoff.lifecycle.service import accept
from handoff.waits.usual import usual_wait
from tests.fixtures.story import MovableClock, Story


def test_it_is_the_median_of_the_latest_waits_once_there_are_enough(story: Story, clock: MovableClock) -> None:
    ines = story.agent("Ines")
    for minutes in (1, 2, 3, 4, 60):
        assert story.database.read_now(usual_wait) is None
        handoff = story.ask_for_person(story.conversation())
        clock.move(minutes=minutes)
        story.database.write_now(accept, handoff.id, ines, clock())
    assert story.database.read_now(usual_wait) == 180
