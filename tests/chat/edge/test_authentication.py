"""Which credential counts, and which requests are rejected although they have one."""

import pytest
from starlette.requests import HTTPConnection
from starlette.types import Message, Receive, Scope, Send

from chat.edge.authentication import AuthenticationMiddleware, Origins, origin_of, subprotocol_for
from kit.auth import Principal
from kit.database import Database
from staff.sign_in.service import SESSION_COOKIE
from tests.fixtures.staff import PASSWORD, PUBLIC_URL, StaffApp, code_of


@pytest.fixture
def staff(database: Database) -> StaffApp:
    return StaffApp(database)


async def test_a_conversations_token_identifies_the_customer_of_that_conversation(staff: StaffApp) -> None:
    principal = await staff.authenticator.authenticate(connection(authorization=f"Bearer {staff.CUSTOMER_TOKEN}"))
    assert principal == Principal("customer", id="conversation_1", conversation_id="conversation_1")


async def test_a_person_has_the_roles_that_theirs_imply(staff: StaffApp) -> None:
    client = await staff.signed_in("supervisor")
    principal = await staff.authenticator.authenticate(connection(cookie=cookie_of(client.cookies[SESSION_COOKIE])))
    assert (principal.kind, principal.roles) == ("person", frozenset({"supervisor", "agent"}))


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer ", "Bearer", "bearer baton_pat_wrong"])
async def test_a_cookie_does_not_replace_an_invalid_token(staff: StaffApp, header: str) -> None:
    client = await staff.signed_in("admin")
    answer = await client.get("/me", headers={"Authorization": header})
    assert (answer.status_code, code_of(answer)) == (401, "not_signed_in")


async def test_other_authorization_schemes_are_no_credential(staff: StaffApp) -> None:
    client = await staff.signed_in("admin")
    assert (await client.get("/me", headers={"Authorization": "Basic YTpi"})).status_code == 200
    assert (await staff.client(Authorization="Basic YTpi").get("/me")).status_code == 401


async def test_a_public_call_works_with_an_expired_credential(staff: StaffApp) -> None:
    client = staff.client()
    client.cookies.set(SESSION_COOKIE, "of-yesterday")
    person = await staff.add("agent")
    answer = await client.post("/sign-in", json={"email": person.email, "password": PASSWORD})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": PUBLIC_URL}, True),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "https://baton.example.evil.example"}, False),
        ({"Origin": "http://baton.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
        ({"Origin": PUBLIC_URL, "Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, False),
    ],
)
async def test_a_cookie_changes_nothing_from_another_site(
    staff: StaffApp, headers: dict[str, str], passes: bool
) -> None:
    client = await staff.signed_in("agent")
    for method, path in (("PUT", "/presence"), ("POST", "/tokens"), ("DELETE", "/tokens/t1"), ("POST", "/sign-out")):
        answer = await client.request(method, path, headers=headers, json={"state": "online", "name": "n"})
        refused = answer.status_code == 403 and code_of(answer) == "cross_site"
        assert refused is not passes, (method, path, answer.text)


async def test_reads_and_bearer_requests_are_exempt_from_the_cross_site_check(staff: StaffApp) -> None:
    client = await staff.signed_in("agent")
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert (await client.get("/me", headers=foreign)).status_code == 200
    token = (await client.post("/tokens", json={"name": "n"})).json()["token"]
    script = staff.client(Authorization=f"Bearer {token}", **foreign)
    assert (await script.put("/presence", json={"state": "online"})).status_code == 200


async def test_a_form_on_another_site_cannot_sign_anybody_in(staff: StaffApp) -> None:
    person = await staff.add("agent")
    body = f'{{"email": "{person.email}", "password": "{PASSWORD}"}}'
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        answer = await staff.client().post("/sign-in", content=body, headers={"Content-Type": kind})
        assert answer.status_code == 400


CUSTOMER = [("authorization", f"Bearer {StaffApp.CUSTOMER_TOKEN}")]
SUBPROTOCOLS = ["baton.v1", f"baton.token.{StaffApp.CUSTOMER_TOKEN}"]


async def test_a_browser_opens_a_socket_with_the_token_as_a_subprotocol(staff: StaffApp) -> None:
    opened = await handshake(staff, [("origin", PUBLIC_URL)], subprotocols=SUBPROTOCOLS)
    assert opened == Principal("customer", id="conversation_1", conversation_id="conversation_1")
    assert subprotocol_for(HTTPConnection(socket_scope([], SUBPROTOCOLS))) == "baton.v1"
    assert subprotocol_for(HTTPConnection(socket_scope([], SUBPROTOCOLS[1:]))) is None


async def test_a_program_opens_a_socket_with_a_token_and_no_origin(staff: StaffApp) -> None:
    opened = await handshake(staff, CUSTOMER)
    assert isinstance(opened, Principal)
    assert opened.kind == "customer"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://baton.example.evil.example", ""])
async def test_a_foreign_origin_opens_no_socket_with_any_credential(staff: StaffApp, origin: str) -> None:
    client = await staff.signed_in("agent")
    cookie = ("cookie", cookie_of(client.cookies[SESSION_COOKIE]))
    for shown in ([*CUSTOMER], [cookie]):
        assert await handshake(staff, [*shown, ("origin", origin)]) == 403


async def test_a_cookie_opens_a_socket_only_from_batons_own_origin(staff: StaffApp) -> None:
    client = await staff.signed_in("agent")
    cookie = ("cookie", cookie_of(client.cookies[SESSION_COOKIE]))
    assert await handshake(staff, [cookie]) == 403
    opened = await handshake(staff, [cookie, ("origin", PUBLIC_URL)])
    assert isinstance(opened, Principal)
    assert opened.kind == "person"


async def test_the_address_that_the_request_was_sent_to_is_also_an_own_origin(staff: StaffApp) -> None:
    client = await staff.signed_in("agent")
    cookie = ("cookie", cookie_of(client.cookies[SESSION_COOKIE]))
    here = [cookie, ("host", "localhost:8000"), ("origin", "http://localhost:8000")]
    assert isinstance(await handshake(staff, here), Principal)
    assert await handshake(staff, [cookie, ("host", "localhost:8000"), ("origin", "http://localhost:8001")]) == 403


async def test_when_storage_is_unavailable_the_answer_is_503_and_not_401() -> None:
    database = Database("postgresql+psycopg://baton@/baton?host=/no/such/folder")
    try:
        client = StaffApp(database).client()
        client.cookies.set(SESSION_COOKIE, "of somebody")
        answer = await client.get("/me")
        assert (answer.status_code, code_of(answer)) == (503, "storage_unavailable")
        assert int(answer.headers["Retry-After"]) > 0
    finally:
        database.close()


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Support.Example/console", "https://support.example"),
        ("https://support.example:443", "https://support.example"),
        ("http://support.example:80/", "http://support.example"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_origins_are_written_as_browsers_write_them(address: str, origin: str) -> None:
    assert origin_of(address) == origin


def cookie_of(token: str) -> str:
    return f"other=1; {SESSION_COOKIE}={token}"


def connection(**headers: str) -> HTTPConnection:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    return HTTPConnection({"type": "http", "headers": raw, "scheme": "https", "path": "/", "query_string": b""})


def socket_scope(headers: list[tuple[str, str]], subprotocols: list[str]) -> Scope:
    names = dict(headers)
    raw = [(name.encode(), value.encode()) for name, value in {"host": "inner:9", **names}.items()]
    return {
        "type": "websocket",
        "scheme": "ws",
        "path": "/api/v1/agents/socket",
        "query_string": b"",
        "headers": raw,
        "subprotocols": subprotocols,
        "extensions": {"websocket.http.response": {}},
    }


async def handshake(
    staff: StaffApp, headers: list[tuple[str, str]], *, subprotocols: list[str] | None = None
) -> Principal | int:
    """The accepted principal, or the status with which the handshake is rejected."""
    result: list[Principal | int] = []

    async def inner(scope: Scope, _receive: Receive, _send: Send) -> None:
        result.append(scope["state"]["principal"])

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        if "status" in message:
            result.append(message["status"])

    edge = AuthenticationMiddleware(inner, authenticator=staff.authenticator, origins=Origins(PUBLIC_URL))
    await edge(socket_scope(headers, subprotocols or []), receive, send)
    return result[0]
