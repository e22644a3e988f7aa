"""Conversations that a department has kept long enough are erased, and nothing else is."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from chat.installation.people_data_command import run
from chat.people_data.repository import ERASED
from handoff.follow_ups.models import follow_ups
from handoff.lifecycle.service import ask_for_person, end_by_customer
from kit.audit.log import verify
from kit.errors import NotFound
from staff.departments.service import add_department
from tests.fixtures.story import Story

DAYS = 30


def resolved(story: Story, text: str) -> str:
    """A conversation that ends now."""
    conversation = story.conversation()
    story.say(conversation, text)
    story.database.write_now(end_by_customer, conversation, story.clock())
    return conversation


def words(story: Story, conversation: str) -> list[str]:
    return [message.draft.text for message in story.transcript(conversation) if message.draft.kind == "text"]


def expire(story: Story, *options: str) -> dict[str, object]:
    return run(["expire", "--days", str(DAYS), *options], story.database, story.clock)


def test_what_was_resolved_long_enough_ago_goes_and_leaves_a_proof(story: Story) -> None:
    old, still_open = resolved(story, "an old secret"), story.conversation()
    story.say(still_open, "old, and open")
    story.clock.move(days=DAYS - 1)
    young = resolved(story, "a young secret")
    assert expire(story)["conversations"] == 0
    story.clock.move(days=1, seconds=1)
    told = expire(story, "--dry-run")
    assert told["conversations"] == 1
    assert words(story, old) == ["an old secret"], "a dry run changes nothing"
    proof = expire(story)
    assert words(story, old) == [ERASED]
    assert words(story, young) == ["a young secret"]
    assert words(story, still_open) == ["old, and open"]
    assert (proof["conversations"], proof["rows"]) == (1, {"conversations": 1, "messages": 1})
    assert "Backups" in str(proof["backups"])
    assert story.database.read_now(verify).entries == 1
    again = expire(story)
    assert (again["id"], again["conversations"]) == (None, 0)


def test_each_department_has_its_own_time(story: Story) -> None:
    lent = story.database.write_now(add_department, "Lending", story.clock())
    of_lending, of_nobody = story.conversation(), resolved(story, "for nobody")
    story.say(of_lending, "for lending")
    story.database.write_now(ask_for_person, of_lending, story.clock(), note=None, department=lent)
    story.database.write_now(end_by_customer, of_lending, story.clock())
    story.clock.move(days=DAYS + 1)
    assert expire(story, "--department", "Lending", "--dry-run")["conversations"] == 1
    assert expire(story, "--department", lent.id)["conversations"] == 1
    assert (words(story, of_lending), words(story, of_nobody)) == ([ERASED], ["for nobody"])
    assert expire(story, "--department", "none")["conversations"] == 1
    assert words(story, of_nobody) == [ERASED]
    with pytest.raises(NotFound, match="There is no department 'Returns'"):
        expire(story, "--department", "Returns")


def test_who_was_promised_a_callback_is_not_forgotten(story: Story) -> None:
    promised = resolved(story, "call me back")
    row = {
        "id": "follow_1",
        "conversation_id": promised,
        "kind": "call_back",
        "state": "open",
        "note": "",
        "created_at": story.clock(),
        "due_at": story.clock() + timedelta(days=90),
    }
    story.database.write_now(lambda connection: connection.execute(insert(follow_ups).values(row)))
    story.clock.move(days=DAYS + 1)
    assert expire(story)["conversations"] == 0
    assert words(story, promised) == ["call me back"]
