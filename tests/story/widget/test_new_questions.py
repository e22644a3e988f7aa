"""Ten customers type questions of their own words, and read the facts in what they see on a phone.

The questions were written by somebody who had read the articles alone (`training_data/replies/README.md`). Nothing was
tuned on them; ten are drawn by chance, always the same.
"""

import random
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from chat.evaluation.evaluate_replies import ReplyRow, read_rows
from knowledge_base.golden_set.facts import holds
from tests.story.installation import ROOT, Installation
from tests.story.people import Customer

ROWS = ROOT / "training_data" / "replies" / "demo" / "fresh.jsonl"
ASKED = 10
RIGHT_AT_LEAST = 7  # seen on the first day; with one less, somebody should read what customers read now
PHONE = {"width": 390, "height": 844}


def drawn() -> list[ReplyRow]:
    answerable = [row for row in read_rows(ROWS) if row.article_ids and not row.before]
    return random.Random(12).sample(answerable, ASKED)


def reply_to(page: Page, baton: Installation, question: str) -> str:
    """What stands in the widget below the question."""
    customer = Customer(page, baton)
    customer.open_widget()
    customer.say(question)
    said = customer.log.get_by_role("article")
    expect(said.nth(1)).to_be_visible(timeout=20_000)
    return "\n".join(said.all_inner_texts()[1:])


def test_most_of_ten_new_questions_are_answered_on_a_phone(
    baton: Installation, new_page: Callable[..., Page], keep_screenshot: Callable[[Page, str], Path]
) -> None:
    missed = []
    for row in drawn():
        page = new_page(viewport=PHONE, has_touch=True, is_mobile=True)
        reply = reply_to(page, baton, row.text)
        if not holds(reply, row.must, row.must_not):
            missed.append((row.text, reply))
            keep_screenshot(page, row.id)
    assert len(missed) <= ASKED - RIGHT_AT_LEAST, missed
