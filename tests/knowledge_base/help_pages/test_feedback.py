"""Readers say whether an article helped, without a script, and nothing is known of who they are."""

from datetime import date

import httpx
import pytest

from chat.edge.policy import API
from kit.database import Database
from knowledge_base.help_pages.feedback_repository import Feedback, feedback_since
from knowledge_base.models import article_feedback
from tests.fixtures.staff import StaffApp
from tests.knowledge_base.help_pages.centre import HelpCentre
from tests.knowledge_base.help_pages.conftest import Publish


async def test_the_form_of_the_page_counts_and_says_thanks(
    staff: StaffApp, reader: httpx.AsyncClient, publish: Publish, database: Database
) -> None:
    article = await publish()
    page = (await reader.get("/help/en/returns")).text
    action = f"/api/v1/help/{article['id']}/feedback"
    assert f'<form action="{action}" method="post">' in page
    assert 'id="_thanks"' in page
    for said in ("yes", "yes", "no"):
        answer = await reader.post(action, data={"helpful": said})
        assert (answer.status_code, answer.headers["location"]) == (303, "/help/en/returns#_thanks")
    staff.clock.move(days=1)
    await reader.post(action, data={"helpful": "no"})
    counted = database.read_now(lambda connection: connection.execute(article_feedback.select()).all())
    assert [tuple(row) for row in counted] == [
        (article["id"], "en", date(2030, 3, 4), 2, 1),
        (article["id"], "en", date(2030, 3, 5), 0, 1),
    ]
    assert database.read_now(feedback_since, date(2030, 3, 5)) == {article["id"]: Feedback(0, 1)}


async def test_programs_send_the_same_as_json(staff: StaffApp, centre: HelpCentre, publish: Publish) -> None:
    article = await publish()
    place = f"/help/{article['id']}/feedback"
    async with staff.client() as program:
        assert (await program.post(place, json={"helpful": True})).json() == {}
        for body, code in (
            (b"[]", "bad_json"),
            (b"{", "bad_json"),
            (b"{}", "missing_field"),
            (b'{"helpful": 1}', "bad_type"),
            (b"\xff", "bad_json"),
        ):
            answer = await program.post(place, content=body)
            assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)
        assert (await program.post("/help/nothing/feedback", json={"helpful": True})).status_code == 404
        centre.busy = True
        assert (await program.post(place, json={"helpful": True})).status_code == 429


@pytest.mark.parametrize("said", ["", "maybe", "yes" * 1000])
async def test_a_form_that_says_nothing_counts_nothing(
    reader: httpx.AsyncClient, publish: Publish, database: Database, said: str
) -> None:
    article = await publish()
    answer = await reader.post(f"{API}/help/{article['id']}/feedback", data={"helpful": said})
    assert answer.status_code == 400
    assert database.read_now(feedback_since, date(2000, 1, 1)) == {}


async def test_who_answers_too_often_is_told_on_the_page(
    reader: httpx.AsyncClient, centre: HelpCentre, publish: Publish, database: Database
) -> None:
    article = await publish()
    centre.busy = True
    answer = await reader.post(f"{API}/help/{article['id']}/feedback", data={"helpful": "yes"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/help/en/returns#_later")
    assert database.read_now(feedback_since, date(2000, 1, 1)) == {}
