"""What administrators have set about how long conversations are kept happens by itself, a few at a time."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from chat.attachments.storage import FolderStore
from chat.people_data.repository import ERASED
from chat.retention import sweep as sweeping
from chat.retention.rules import EVERYBODY, Rule
from chat.retention.service import change_retention, read_retention, would_expire
from chat.retention.sweep import RetentionSweep
from conversations.models import conversations
from handoff.lifecycle.service import ask_for_person, end_by_customer
from kit.audit.log import verify
from kit.clock import system_clock
from staff.departments.department import Department
from staff.departments.service import add_department
from tests.fixtures.callers import eventually, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat
from tests.fixtures.story import Story


def ended(story: Story, text: str, department: Department | None = None) -> str:
    """A conversation of a department that ends now."""
    conversation = story.conversation()
    story.say(conversation, text)
    if department is not None:
        story.database.write_now(ask_for_person, conversation, story.clock(), note=None, department=department)
    story.database.write_now(end_by_customer, conversation, story.clock())
    return conversation


def is_erased(story: Story, conversation: str) -> bool:
    words = {message.draft.text for message in story.transcript(conversation) if message.draft.kind == "text"}
    return words == {ERASED}


def set_rules(story: Story, *rules: Rule) -> None:
    story.database.write_now(change_retention, rules, "Ada", story.clock())


@pytest.fixture
def sweep(story: Story, tmp_path: Path) -> RetentionSweep:
    return RetentionSweep(story.database, FolderStore(tmp_path), story.clock)


async def test_without_a_rule_everything_is_kept(story: Story, sweep: RetentionSweep) -> None:
    old = ended(story, "a secret")
    story.clock.move(days=4_000)
    assert await sweep.sweep() == 0
    assert not is_erased(story, old)


async def test_each_department_has_its_own_time_and_all_others_the_common_one(
    story: Story, sweep: RetentionSweep
) -> None:
    lent, kept = (story.database.write_now(add_department, name, story.clock()) for name in ("Lending", "Legal"))
    of_lending, of_legal, of_nobody = ended(story, "1", lent), ended(story, "2", kept), ended(story, "3")
    rules = (Rule(EVERYBODY, 30), Rule(lent.id, 10), Rule(kept.id, None))
    set_rules(story, *rules)
    story.clock.move(days=11)
    told = story.database.read_now(would_expire, rules, story.clock())
    assert {each["department_id"]: each["conversations"] for each in told} == {None: 0, lent.id: 1}
    assert await sweep.sweep() == 1
    assert [is_erased(story, each) for each in (of_lending, of_legal, of_nobody)] == [True, False, False]
    story.clock.move(days=20)
    assert await sweep.sweep() == 1
    assert await sweep.sweep() == 0
    assert [is_erased(story, each) for each in (of_lending, of_legal, of_nobody)] == [True, False, True]


async def test_it_goes_in_small_batches_and_each_leaves_a_proof(
    story: Story, sweep: RetentionSweep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "BATCH", 2)
    old = [ended(story, f"secret {number}") for number in range(3)]
    set_rules(story, Rule(EVERYBODY, 7))
    story.clock.move(days=8)
    assert [await sweep.sweep() for _ in range(3)] == [2, 1, 0]
    assert all(is_erased(story, each) for each in old)
    runs = story.database.read_now(read_retention)["runs"]
    assert [run["conversations"] for run in runs] == [1, 2]
    assert all(run["by_rule"] and run["id"] and run["rows"]["messages"] for run in runs)
    assert story.database.read_now(verify).broken == ""


async def test_rules_are_tried_set_and_read_over_http(chat: ServedChat) -> None:
    admin = await chat.person("admin")
    assert ok(await admin.get("/retention")) == {"rules": [], "runs": []}
    rules = [{"department_id": None, "days": 365}]
    tried = ok(await admin.post("/retention/dry-run", {"rules": rules}))["would_expire"]
    assert [(each["department_id"], each["conversations"]) for each in tried] == [(None, 0)]
    assert ok(await admin.get("/retention"))["rules"] == []
    assert ok(await admin.put("/retention", {"rules": rules}))["rules"] == rules
    assert ok(await admin.get("/retention"))["rules"] == rules
    [entry] = [each for each in ok(await admin.get("/audit"))["entries"] if each["action"] == "retention.changed"]
    assert entry["details"] == {"days": {"*": 365}}
    for wrong in (
        [{"department_id": "nowhere", "days": 3}],
        [{"department_id": None, "days": 0}],
        [{"department_id": None, "days": 3}, {"department_id": None, "days": 4}],
    ):
        for call in (admin.put("/retention", {"rules": wrong}), admin.post("/retention/dry-run", {"rules": wrong})):
            assert refusal(await call) == (400, "bad_type"), json.dumps(wrong)


async def test_a_running_process_erases_by_itself(serve_chat: ServeChat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "EVERY_SECONDS", 0.01)
    monkeypatch.setattr(sweeping, "BETWEEN_BATCHES_SECONDS", 0.01)
    chat = await serve_chat()
    customer = await chat.customer()
    ok(await customer.post(f"{customer.path}/messages", {"client_message_id": "1", "text": "a secret"}))
    ok(await customer.post(f"{customer.path}/end"))
    long_ago = system_clock() - timedelta(days=3)
    aged = update(conversations).where(conversations.c.id == customer.id)
    aged = aged.values(resolved_at=long_ago, updated_at=long_ago)
    await chat.database.write(lambda connection: connection.execute(aged))
    admin = await chat.person("admin")
    ok(await admin.put("/retention", {"rules": [{"department_id": None, "days": 2}]}))

    async def is_gone() -> bool:
        messages = ok(await admin.get(f"/conversations/{customer.id}/messages"))["messages"]
        return "a secret" not in [each["text"] for each in messages]

    await eventually(is_gone)
    assert ok(await admin.get("/retention"))["runs"][0]["by_rule"]
