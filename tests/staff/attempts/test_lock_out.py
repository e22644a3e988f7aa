"""The attack: a stranger who only knows an agent's address guesses passwords. They get slow, and the agent stays in."""

import asyncio
import time

import httpx
import pytest
from sqlalchemy import Connection, text

from kit.database import Database
from tests.fixtures.staff import PASSWORD, StaffApp, code_of

INES = "ines@baton.example"
STRANGER, ELSEWHERE = "203.0.113.66", "198.51.100.7"


@pytest.fixture
def staff(database: Database) -> StaffApp:
    return StaffApp(database)


async def sign_in(client: httpx.AsyncClient, password: str = PASSWORD, email: str = INES) -> httpx.Response:
    return await client.post("/sign-in", json={"email": email, "password": password})


async def guesses(staff: StaffApp, address: str, times: int, email: str = INES) -> list[int]:
    client = staff.client(address)
    return [(await sign_in(client, f"guess number {number}", email)).status_code for number in range(times)]


async def test_a_stranger_who_guesses_locks_out_nobody_but_themselves(staff: StaffApp) -> None:
    await staff.add("agent", email=INES)
    known = staff.client(ELSEWHERE)
    assert (await sign_in(known)).status_code == 200
    assert await guesses(staff, STRANGER, 15) == [401] * 10 + [429] * 5
    assert (await sign_in(known)).status_code == 200
    assert (await sign_in(staff.client(ELSEWHERE))).status_code == 200, "a right password at another address"
    assert (await sign_in(staff.client(STRANGER))).status_code == 429


async def test_a_known_device_gets_in_even_from_the_strangers_own_network(staff: StaffApp) -> None:
    await staff.add("agent", email=INES)
    known = staff.client(STRANGER)
    assert (await sign_in(known)).status_code == 200
    await guesses(staff, STRANGER, 12)
    await guesses(staff, STRANGER, 12, "somebody.else@baton.example")
    assert (await sign_in(known)).status_code == 200


async def test_many_strangers_together_are_throttled_and_the_known_device_is_not(staff: StaffApp) -> None:
    await staff.add("agent", email=INES)
    known = staff.client(ELSEWHERE)
    await sign_in(known)
    outcomes = [await guesses(staff, f"203.0.113.{number}", 10) for number in range(6)]
    assert sum(outcome.count(401) for outcome in outcomes) == 50
    assert (await sign_in(staff.client("198.51.100.99"))).status_code == 429, "a new device has to wait"
    assert (await sign_in(known)).status_code == 200


async def test_a_known_device_guesses_no_faster_than_a_stranger(staff: StaffApp) -> None:
    await staff.add("agent", email=INES)
    stolen = staff.client(STRANGER)
    await sign_in(stolen)
    codes = [(await sign_in(stolen, f"guess number {number}")).status_code for number in range(12)]
    assert codes == [401] * 10 + [429] * 2


async def test_a_device_is_known_for_its_person_alone_and_cannot_be_forged(staff: StaffApp) -> None:
    await staff.add("agent", email=INES)
    await staff.add("agent", email="sam@baton.example", name="sam")
    sams, ines = staff.client(STRANGER), staff.client(ELSEWHERE)
    await sign_in(sams, email="sam@baton.example")
    await sign_in(ines)
    (name, genuine) = next(each for each in ines.cookies.items() if each[0].startswith("baton_device"))
    await guesses(staff, STRANGER, 10)
    nonce, since, signature = genuine.split(".")
    forgeries = [
        next(value for key, value in sams.cookies.items() if key.startswith("baton_device")),
        f"another.{since}.{signature}",
        f"{nonce}.{int(since) + 1}.{signature}",
        f"{nonce}.{since}.",
        "",
        "..",
        f"{nonce}.1e9.{signature}",
    ]
    for forged in forgeries:
        assert (await sign_in(staff.client(STRANGER, Cookie=f"{name}={forged}"))).status_code == 429
    assert (await sign_in(staff.client(STRANGER, Cookie=f"{name}={genuine}"))).status_code == 200
    given = (await sign_in(ines)).headers.get_list("set-cookie")
    assert all(flag in cookie for cookie in given for flag in ("HttpOnly", "Secure", "SameSite=lax"))


async def test_a_device_that_has_not_been_used_for_a_year_is_a_stranger_again(staff: StaffApp) -> None:
    await staff.add("agent", email=INES)
    known = staff.client(STRANGER)
    await sign_in(known)
    cookies = "; ".join(f"{name}={value}" for name, value in known.cookies.items())
    staff.clock.move(days=366)
    await guesses(staff, STRANGER, 10)
    assert (await sign_in(staff.client(STRANGER, Cookie=cookies))).status_code == 429


async def test_the_counts_survive_a_restart_and_hold_over_several_processes(staff: StaffApp) -> None:
    other = StaffApp(staff.database)  # another process on the same database
    first, second = await asyncio.gather(guesses(staff, STRANGER, 6), guesses(other, STRANGER, 6))
    assert (first + second).count(401) == 10
    restarted = StaffApp(staff.database)
    assert await guesses(restarted, STRANGER, 1) == [429]
    restarted.clock.move(seconds=61)
    assert await guesses(restarted, STRANGER, 1) == [401]

    def kept(connection: Connection) -> list[str]:
        return [row.counter for row in connection.execute(text("select counter from attempts"))]

    stored = await staff.database.read(kept)
    assert len(stored) == 3, "past counts are deleted"
    assert not any(INES in counter or STRANGER in counter for counter in stored)


async def test_a_known_and_an_unknown_address_get_the_same_words_all_the_way(staff: StaffApp) -> None:
    await staff.add("agent", email=INES)
    for stranger, account in ((STRANGER, INES), (ELSEWHERE, "nobody@baton.example")):
        client = staff.client(stranger)
        answers = [await sign_in(client, "a wrong password", account) for _ in range(12)]
        assert [code_of(answer) for answer in answers] == ["wrong_credentials"] * 10 + ["rate_limited"] * 2
        assert [sorted(answer.headers) for answer in answers] == [sorted(answers[0].headers)] * 10 + [
            sorted(answers[-1].headers)
        ] * 2


async def test_an_unknown_address_takes_as_long_as_a_known_one(staff: StaffApp) -> None:
    await staff.add("agent", email=INES)

    async def fastest(email: str) -> float:
        times = []
        for number in range(6):
            began = time.perf_counter()
            await sign_in(staff.client(f"203.0.113.{number}"), "a wrong password", email)
            times.append(time.perf_counter() - began)
        return min(times)

    known, unknown = await fastest(INES), await fastest("nobody@baton.example")
    assert 0.4 < known / unknown < 2.5
