"""A person's authenticator app, as it computes codes by itself, and what a test does with it."""

from dataclasses import dataclass

import httpx
import pyotp

from tests.fixtures.staff import PASSWORD, MovingClock, StaffApp

INES = "ines@baton.example"


@dataclass
class App:
    """Knows the secret from the enrolment alone."""

    secret: str
    clock: MovingClock

    def code(self) -> str:
        return pyotp.TOTP(self.secret).at(self.clock())

    def next_code(self) -> str:
        """After a code was used, the next one is half a minute away."""
        self.clock.move(seconds=30)
        return self.code()


async def enrol(client: httpx.AsyncClient, clock: MovingClock) -> tuple[App, list[str]]:
    """Sets up a second factor; returns the app and the recovery codes."""
    begun = await client.post("/me/second-factor")
    assert begun.status_code == 201, begun.text
    app = App(begun.json()["secret"], clock)
    confirmed = await client.post("/me/second-factor/confirm", json={"code": app.code()})
    assert confirmed.status_code == 200, confirmed.text
    codes: list[str] = confirmed.json()["recovery_codes"]
    return app, codes


async def first_step(staff: StaffApp, email: str = INES, address: str = "192.0.2.1") -> tuple[httpx.AsyncClient, str]:
    """A new browser after the right password; returns it with the ticket."""
    client = staff.client(address)
    asked = await client.post("/sign-in", json={"email": email, "password": PASSWORD})
    assert (asked.status_code, asked.json()["error"]["code"]) == (401, "second_factor_needed"), asked.text
    assert "set-cookie" not in asked.headers
    return client, asked.json()["error"]["ticket"]


async def second_step(client: httpx.AsyncClient, ticket: str, code: str) -> httpx.Response:
    return await client.post("/sign-in/second-factor", json={"ticket": ticket, "code": code})
