"""The calls: who may read what, bad periods, CSV that no spreadsheet runs, samples, ratings at the conversation."""

import csv
import io

import pytest

from chat.report_facts.keeper import FactsKeeper
from chat.reports.csv_text import csv_of
from chat.reports.numbers import Distribution, wilson
from conversations.repository import put_rating
from kit.clock import system_clock
from tests.fixtures.callers import Customer, Staff, ok, refusal
from tests.fixtures.chat_process import ServedChat

REPORTS = ("volume", "service", "handling", "resolution", "satisfaction", "containment")


async def answered(chat: ServedChat) -> Customer:
    """A customer whom the bot has answered."""
    customer = await chat.customer()
    async with customer.listen() as socket:
        await socket.until("replay.ended")
        assert (await customer.say("How long do I have to send it back?")).status_code == 201
        await socket.until("message.created", lambda frame: frame["message"]["author"]["kind"] == "bot")
    return customer


async def value_of(reader: Staff, report: str, key: str) -> float | None:
    figures = ok(await reader.get(f"/reports/{report}"))["figures"]
    found: float | None = next(each["value"] for each in figures if each["key"] == key)
    return found


async def test_a_report_counts_what_has_just_happened(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person(name="Ines")
    for name in REPORTS:
        empty = ok(await supervisor.get(f"/reports/{name}"))
        assert empty["report"] == name
        assert all(figure["definition"] for figure in empty["figures"])
        assert {figure["value"] for figure in empty["figures"]} <= {0, None}
    customer = await chat.queued("Hello")
    await agent.accept(customer.id)
    assert await value_of(supervisor, "volume", "conversations") == 1
    assert await value_of(supervisor, "handling", "assignments") == 1
    choices = ok(await supervisor.get("/reports/filters"))
    assert ([each["name"] for each in choices["agents"]], choices["channels"]) == (["Ines"], ["widget"])


async def test_agents_read_their_own_figures_and_nobody_elses(chat: ServedChat) -> None:
    ines, tomas = await chat.person(name="Ines"), await chat.person(name="Tomas")
    customer = await chat.queued("Hello")
    await ines.accept(customer.id)
    assert await value_of(ines, "own", "assignments") == 1
    other = ok(await tomas.get("/reports/own", params={"agent": ines.id}))
    assert next(each for each in other["figures"] if each["key"] == "assignments")["value"] == 0
    for path in ("/reports/volume", "/reports/handling/csv", "/reports/samples"):
        assert refusal(await ines.get(path)) == (403, "not_allowed")
    assert refusal(await customer.get("/reports/own")) == (403, "not_allowed")
    assert refusal(await (await chat.person("editor")).get("/reports/own")) == (403, "not_allowed")


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"since": "yesterday"}, "since"),
        ({"until": "2030-02-30"}, "until"),
        ({"since": "2030-02-02", "until": "2030-02-01"}, "until"),
        ({"since": "2020-01-01", "until": "2030-01-01"}, "since"),
    ],
)
async def test_a_wrong_period_is_refused_by_its_field(chat: ServedChat, asked: dict[str, str], field: str) -> None:
    supervisor = await chat.person("supervisor")
    answer = await supervisor.get("/reports/volume", params=asked)
    assert refusal(answer) == (400, "bad_query")
    assert answer.json()["error"]["field"] == field
    assert refusal(await supervisor.get("/reports/nonsense")) == (404, "not_found")


async def test_a_table_as_csv_has_the_numbers_of_the_report(chat: ServedChat) -> None:
    supervisor = await chat.person("supervisor")
    customer = await chat.queued("Hello")
    await chat.database.write(put_rating, customer.id, 2, '=HYPERLINK("http://evil")', system_clock())
    answer = await supervisor.get("/reports/satisfaction/csv", params={"table": "comments"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [(row["score"], row["comment"]) for row in rows] == [("2", '\'=HYPERLINK("http://evil")')]
    figures = await supervisor.get("/reports/volume/csv")
    counted = {row["key"]: row["value"] for row in csv.DictReader(io.StringIO(figures.text.removeprefix("\ufeff")))}
    assert counted["conversations"] == "1"
    assert refusal(await supervisor.get("/reports/volume/csv", params={"table": "none"})) == (404, "not_found")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "|calc"])
def test_no_cell_is_a_formula(cell: str) -> None:
    comment = {"conversation_id": "c", "score": 1, "comment": cell, "agent": None, "created_at": "now"}
    written = csv_of({"comments": [comment]}, "comments")
    assert next(csv.DictReader(io.StringIO(written, newline="")))["comment"] == f"'{cell}"


async def test_a_supervisor_judges_a_random_sample_of_the_bots_conversations(
    chat: ServedChat,
) -> None:
    supervisor = await chat.person("supervisor", name="Sam")
    assert refusal(await supervisor.post("/reports/samples", {"size": 5})) == (409, "nothing_to_sample")
    customers = [await answered(chat) for _ in range(3)]
    drawn = ok(await supervisor.post("/reports/samples", {"size": 2}))
    assert (drawn["population"], drawn["size"], drawn["share"]) == (3, 2, None)
    assert {each["conversation_id"] for each in drawn["conversations"]} < {each.id for each in customers}
    first, second = (each["conversation_id"] for each in drawn["conversations"])
    path = f"/reports/samples/{drawn['id']}"
    ok(await supervisor.put(f"{path}/verdicts/{first}", {"verdict": "right"}))
    ok(await supervisor.put(f"{path}/verdicts/{second}", {"verdict": "wrong"}))
    judged = ok(await supervisor.get(path))
    assert (judged["right"], judged["wrong"], judged["share"], judged["few"]) == (1, 1, 0.5, True)
    assert (judged["low"], judged["high"]) == (pytest.approx(0.0945, abs=1e-3), pytest.approx(0.9055, abs=1e-3))
    taken_back = ok(await supervisor.put(f"{path}/verdicts/{second}", {"verdict": None}))
    assert (taken_back["right"], taken_back["wrong"]) == (1, 0)
    assert ok(await supervisor.get("/reports/samples"))["samples"][0]["id"] == drawn["id"]
    assert refusal(await supervisor.put(f"{path}/verdicts/nobody", {"verdict": None})) == (404, "not_found")
    assert refusal(await supervisor.get("/reports/samples/nothing")) == (404, "not_found")


async def test_a_rating_is_beside_its_conversation_and_at_earlier_ones(chat: ServedChat) -> None:
    agent = await chat.person()
    customer = await chat.assigned(agent)
    assert ok(await agent.get(f"{customer.path}/customer"))["rating"] is None
    ok(await customer.post(f"{customer.path}/rating", {"score": 4, "comment": "Kind."}))
    rating = ok(await agent.get(f"{customer.path}/customer"))["rating"]
    assert (rating["score"], rating["comment"]) == (4, "Kind.")


async def test_a_history_that_makes_no_sense_keeps_no_other_from_being_counted(
    chat: ServedChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = await chat.queued("Hello")
    await chat.queued("Hello")
    supervisor = await chat.person("supervisor")
    keeper: FactsKeeper = chat.container.report_facts
    real = keeper._facts_of

    def fails_for_one(histories: list[object], basis: object) -> list[object]:
        for history in histories:
            if history.id == broken.id:  # type: ignore[attr-defined]
                history.requests = [None]  # type: ignore[attr-defined]
        return real(histories, basis)  # type: ignore[arg-type, return-value]

    monkeypatch.setattr(keeper, "_facts_of", fails_for_one)
    report = ok(await supervisor.get("/reports/volume"))
    assert (report["figures"][0]["value"], report["left"]) == (1, 0)
    assert keeper.loop.failures == 1


def test_wilson_and_percentiles_by_known_values() -> None:
    assert wilson(0, 0) is None
    low, high = wilson(81, 263) or (0.0, 0.0)  # a textbook's example
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    low, high = wilson(5, 5) or (0.0, 0.0)
    assert (round(low, 4), high) == (0.5655, 1.0)
    values = Distribution({10: 3, 20: 1, 60: 1})
    assert (values.of, values.mean, values.percentile(0.5), values.percentile(0.9)) == (5, 22, 10, 60)
    assert Distribution({}).mean is None
