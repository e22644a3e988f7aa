"""Signing in at a provider: a real one signs the tokens, and nothing that is not quite right opens anything."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from pydantic import ValidationError

from chat.edge.policy import API
from handoff.agents.service import change_agent
from kit.database import Database
from staff.attempts.throttle import Throttle
from staff.provider.endpoints import CALLBACK, provider_router
from staff.provider.settings import ProviderSettings
from tests.fixtures.staff import KEY, PUBLIC_URL, StaffApp
from tests.staff.provider.oidc_provider import CLIENT, SECRET, Provider, running

INES = "ines@baton.example"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running(Provider()) as one:
        yield one


class Company:
    """Baton with this provider, and browsers that follow its redirects by hand."""

    def __init__(self, database: Database, provider: Provider, **settings: Any) -> None:
        self.staff = StaffApp(database)
        self.provider = provider
        provider.now = int(self.staff.clock().timestamp())
        given = {
            "public_url": PUBLIC_URL,
            "oidc_issuer": provider.issuer,
            "oidc_client_id": CLIENT,
            "oidc_name": "Acme",
        }
        self.settings = ProviderSettings(
            **{**given, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET, **settings}
        )
        clock = self.staff.clock
        router = provider_router(
            database,
            self.settings,
            KEY,
            clock,
            change_agent,
            Throttle(database, clock),
            client_address=lambda request: request.client.host if request.client else "",
            lasts=timedelta(days=7),
        )
        self.staff.app.include_router(router, prefix=API)

    async def at_provider(self, client: httpx.AsyncClient, page: str = "console") -> str:
        """Begins, signs in at the provider, and returns the address to which it sends the browser back."""
        begun = await client.get("/sign-in/provider", params={"page": page})
        assert begun.status_code == 303
        address = begun.headers["location"]
        if not address.startswith(self.provider.issuer):
            return str(address)
        async with httpx.AsyncClient() as browser:
            return str((await browser.get(address)).headers["location"])

    async def sign_in(self, page: str = "console") -> tuple[httpx.AsyncClient, str]:
        """A new browser after the whole way, and where it ended."""
        client = self.staff.client()
        back = await self.at_provider(client, page)
        if not back.startswith(PUBLIC_URL + CALLBACK):
            return client, back
        return client, str((await client.get(back)).headers["location"])


async def test_a_linked_person_is_signed_in_and_known_by_subject_from_then_on(
    database: Database, provider: Provider
) -> None:
    company = Company(database, provider, oidc_link_by_email=True)
    person = await company.staff.add("agent", email=INES, name="Ines")
    client, ended = await company.sign_in()
    assert ended == "/console"
    assert (await client.get("/me")).json()["id"] == person.id
    listed = (await client.get("/me/sign-ins")).json()["sign_ins"]
    assert [each["method"] for each in listed] == ["provider"]
    provider.account["email"] = "ines.married@baton.example"
    client, _ = await company.sign_in("editor")
    assert (await client.get("/me")).json()["id"] == person.id
    provider.account |= {"sub": "account-2", "email": INES}
    assert (await company.sign_in())[1] == "/console#sign-in=unknown_person", "somebody else got the old address"
    assert (await client.post("/sign-out")).status_code == 200
    assert (await client.get("/me")).status_code == 401


async def test_the_request_carries_pkce_state_and_nonce_and_the_cookie_hides_them(
    database: Database, provider: Provider
) -> None:
    company = Company(database, provider)
    client = company.staff.client()
    assert (await client.get("/sign-in/options")).json() == {"provider": {"name": "Acme"}}
    begun = await client.get("/sign-in/provider")
    query = dict(httpx.URL(begun.headers["location"]).params)
    assert query["code_challenge_method"] == "S256"
    assert query["redirect_uri"] == PUBLIC_URL + CALLBACK
    cookie = begun.headers["set-cookie"]
    assert all(flag in cookie for flag in ("HttpOnly", "Secure", "SameSite=lax", f"Path={CALLBACK}"))
    assert query["state"] not in cookie
    assert query["nonce"] not in cookie


@pytest.mark.parametrize(
    ("knobs", "why"),
    [
        ({"claims": {"nonce": "of another browser"}}, "answer"),
        ({"claims": {"aud": "another-client"}}, "answer"),
        ({"claims": {"iss": "https://another.example"}}, "answer"),
        ({"claims": {"exp": 1}}, "answer"),
        ({"claims": {"email_verified": False}}, "email_unverified"),
        ({"claims": {"email_verified": "true"}}, "email_unverified"),
        ({"claims": {"email": None}}, "email_unverified"),
        ({"claims": {"sub": ""}}, "answer"),
        ({"claims": {"email": "ines@elsewhere.example"}}, "domain"),
        ({"unknown_key": True}, "answer"),
        ({"refuses": True}, "refused"),
        ({"status": 503}, "unreachable"),
        ({"document": {"token_endpoint": "http://127.0.0.1:9/token"}}, "answer"),
        ({"document": {"issuer": "https://another.example"}}, "answer"),
    ],
)
async def test_what_is_not_right_opens_nothing_and_says_why(
    database: Database, provider: Provider, knobs: dict[str, Any], why: str
) -> None:
    company = Company(database, provider, oidc_link_by_email=True, oidc_domains="baton.example other.example")
    await company.staff.add("agent", email=INES)
    for name, value in knobs.items():
        setattr(provider, name, value)
    client, ended = await company.sign_in()
    assert ended == f"/console#sign-in={why}"
    assert (await client.get("/me")).status_code == 401


async def test_only_the_browser_that_began_can_end_it_and_only_once(database: Database, provider: Provider) -> None:
    company = Company(database, provider, oidc_link_by_email=True)
    await company.staff.add("agent", email=INES)
    victim, attacker = company.staff.client(), company.staff.client()
    attackers_way_back = await company.at_provider(attacker)
    await company.at_provider(victim)
    for address in (attackers_way_back, f"{PUBLIC_URL}{CALLBACK}?code=x&state=", f"{PUBLIC_URL}{CALLBACK}"):
        refused = await company.staff.client().get(address)
        assert refused.headers["location"] == "/console#sign-in=state"
    mixed = await victim.get(attackers_way_back)
    assert mixed.headers["location"] == "/console#sign-in=state"
    assert (await victim.get("/me")).status_code == 401
    entered = await attacker.get(attackers_way_back)
    assert entered.headers["location"] == "/console"
    assert (await attacker.get(attackers_way_back)).headers["location"] == "/console#sign-in=state"


async def test_a_changed_key_is_looked_up(database: Database, provider: Provider) -> None:
    company = Company(database, provider, oidc_link_by_email=True)
    await company.staff.add("agent", email=INES)
    assert (await company.sign_in())[1] == "/console"
    provider.rotate()
    company.provider.calls.clear()
    assert (await company.sign_in())[1] == "/console"
    assert "/.well-known/openid-configuration" not in provider.calls, "the document is kept"


async def test_groups_give_roles_and_create_people(database: Database, provider: Provider) -> None:
    roles = {"support": "agent", "leads": "supervisor"}
    company = Company(database, provider, oidc_roles=roles, oidc_create=True)
    provider.account["groups"] = ["support", "unrelated"]
    client, ended = await company.sign_in()
    assert ended == "/console"
    assert (await client.get("/me")).json()["roles"] == ["agent"]
    provider.account["groups"] = ["leads", "support"]
    client, _ = await company.sign_in()
    assert (await client.get("/me")).json()["roles"] == ["agent", "supervisor"]
    provider.account["groups"] = []
    assert (await company.sign_in())[1] == "/console#sign-in=no_role"
    stranger = {"sub": "account-9", "email": "zoe@baton.example", "groups": ["unrelated"]}
    provider.account |= stranger
    assert (await company.sign_in())[1] == "/console#sign-in=no_role"


async def test_nobody_is_linked_or_added_unless_the_settings_say_so(database: Database, provider: Provider) -> None:
    company = Company(database, provider)
    assert (await company.sign_in())[1] == "/console#sign-in=unknown_person"
    await company.staff.add("agent", email=INES)
    assert (await company.sign_in())[1] == "/console#sign-in=unknown_person"


async def test_a_deactivated_person_stays_out(database: Database, provider: Provider) -> None:
    company = Company(database, provider, oidc_link_by_email=True)
    person = await company.staff.add("agent", email=INES)
    assert (await company.sign_in())[1] == "/console"
    admin = await company.staff.signed_in("admin")
    assert (await admin.patch(f"/people/{person.id}", json={"active": False})).status_code == 200
    assert (await company.sign_in())[1] == "/console#sign-in=deactivated"


async def test_nothing_leads_to_another_site(database: Database, provider: Provider) -> None:
    company = Company(database, provider)
    for page in ("https://evil.example", "//evil.example", "console/../../evil", "", "editor"):
        _, ended = await company.sign_in(page)
        assert urlsplit(ended).netloc == ""
        assert urlsplit(ended).path in ("/console", "/editor")


async def test_without_a_provider_there_is_no_way_in(database: Database, provider: Provider) -> None:
    company = Company(database, provider, oidc_issuer="")
    client = company.staff.client()
    assert (await client.get("/sign-in/options")).json() == {"provider": None}
    assert (await client.get("/sign-in/provider")).status_code == 404
    assert (await client.get("/sign-in/provider/callback")).status_code == 404
    assert provider.calls == []


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"oidc_issuer": "http://sso.example"}, "must begin with https"),
        ({"oidc_issuer": "https://sso.example", "oidc_client_id": ""}, "needs BATON_OIDC_CLIENT_ID"),
        ({"oidc_issuer": "https://sso.example", "oidc_client_id": "b", "oidc_create": True}, "needs BATON_OIDC_ROLES"),
    ],
)
def test_settings_that_would_be_open_are_refused(settings: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        ProviderSettings(**settings)
