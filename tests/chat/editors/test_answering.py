"""The target precision over HTTP: its value, who set it, and the effect of each setting."""

from typing import Any

from knowledge_base.decision.target_precision import TARGET_PRECISIONS
from tests.chat.turns.test_outcomes import QUESTION, told
from tests.fixtures.callers import ok, refusal
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import Neighbours, always, evidence

SHARES = {"answered": 0.4, "clarified": 0.3, "handed_over": 0.3}
CALIBRATED: dict[str, Any] = {
    "default_promise": 0.9,
    "described": {"id": "c1", "source": "made", "questions": 300, "outcomes": 0, "promise": 0.9, "threshold": 0.8},
    "thresholds": [promise - 0.1 for promise in TARGET_PRECISIONS],
    "shares": [SHARES for _ in TARGET_PRECISIONS],
    "curve": [{"threshold": 0.9, "coverage": 0.2, "precision": 0.99, "counted_on": 0.95, "clarified": 0.3}],
    "reliability": [{"said": 0.9, "right": 0.88, "questions": 30}],
}


def setting(body: dict[str, Any], promise: float) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in body["settings"] if each["promise"] == promise)
    return found


async def test_each_setting_is_counted_on_the_questions_of_the_last_weeks(
    chat: ServedChat, neighbours: Neighbours
) -> None:
    neighbours.calibrated = always(CALIBRATED)
    supervisor = await chat.person("supervisor", name="Sam")
    for probability, among_three in ((0.97, 0.98), (0.6, 0.9), (0.2, 0.3), (0.7, 0.75)):
        found = {"article_id": "a", "title": "A", "section": "", "passage": "p", "score": 1, "dense": 1, "lexical": 1}
        candidate = {**found, "probability": probability}
        neighbours.knowledge = always(evidence(candidate, probability=probability, among_three=among_three))
        await told(await chat.customer(), QUESTION)
    body = ok(await supervisor.get("/answering"))
    assert (body["promise"], body["set_by"], body["set_at"]) == (0.9, None, None)
    assert body["lately"] == {"days": 28, "questions": 4}
    few = {"answered": 0.25, "tentative": 0.5, "clarified": 0.0, "handed_over": 0.25}
    assert setting(body, 0.9)["lately"] == few
    assert setting(body, 0.7)["lately"] == {**few, "answered": 0.75, "tentative": 0.0}
    assert setting(body, 0.9)["calibrated"] == SHARES
    assert (body["curve"], body["reliability"]) == (CALIBRATED["curve"], CALIBRATED["reliability"])


async def test_a_target_is_stored_with_its_author(chat: ServedChat, neighbours: Neighbours) -> None:
    neighbours.calibrated = always(CALIBRATED)
    supervisor = await chat.person("supervisor", name="Sam")
    body = ok(await supervisor.put("/answering", {"promise": 0.95}))
    assert (body["promise"], body["set_by"], body["default_promise"]) == (0.95, "Sam", 0.9)
    assert body["set_at"].endswith("Z")
    assert ok(await supervisor.get("/answering"))["promise"] == 0.95


async def test_without_knowledge_only_the_setting_is_known_and_can_be_changed(chat: ServedChat) -> None:
    supervisor = await chat.person("supervisor")
    body = ok(await supervisor.put("/answering", {"promise": 0.8}))
    assert (body["promise"], body["calibration"], body["settings"]) == (0.8, None, [])


async def test_an_invalid_setting_is_rejected(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person("agent")
    for promise in (0.49, 1, 1.5, "0.9", None):
        assert refusal(await supervisor.put("/answering", {"promise": promise}))[0] == 400
    assert refusal(await agent.get("/answering")) == (403, "not_allowed")
    assert refusal(await agent.put("/answering", {"promise": 0.9})) == (403, "not_allowed")
