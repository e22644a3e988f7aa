"""Who may call what, asked of the running server: whoever the table refuses is refused, whatever they send.

`test_policy.py` tests the table itself. Here every route is called with every credential that must not open it.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import update

from chat.edge.policy import API, RULES, SOCKET
from conversations.models import conversations
from kit.auth import Principal
from kit.clock import system_clock
from staff.people.person import expand_roles
from staff.people.service import change_person
from staff.sign_in.tokens import make_token
from tests.fixtures.callers import PATIENCE_SECONDS, Caller, ok
from tests.fixtures.chat_process import ServedChat

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ROLES = ("agent", "editor", "supervisor", "admin")
REFUSED = {401, 403, 404}


class Callers:
    """Each kind of caller with what the table may allow them; an empty set is for who is nobody to the server."""

    def __init__(self, chat: ServedChat, http: httpx.AsyncClient) -> None:
        self._chat = chat
        self._http = http
        self.allowed: dict[str, tuple[Caller, frozenset[str]]] = {}

    def add(self, name: str, token: str | None, *roles: str) -> None:
        self.allowed[name] = (Caller(self._http, token), expand_roles(roles) if roles else frozenset())

    async def all(self) -> None:
        chat = self._chat
        self.add("nobody", None)
        self.add("a forged token", "conv_" + "A" * 43)
        customer, ended = await chat.customer(), await chat.customer()
        self.allowed["another customer"] = (Caller(self._http, customer.token), frozenset({"customer"}))
        self.add("a customer whose token has ended", ended.token)
        long_ago = system_clock() - timedelta(days=1_000)
        aged = update(conversations).where(conversations.c.id == ended.id)
        aged = aged.values(token_used_at=long_ago, updated_at=long_ago)
        await chat.database.write(lambda connection: connection.execute(aged))
        for role in ROLES:
            self.add(role, (await chat.person(role)).token, role)
        gone = await chat.person("admin")
        self.add("a deactivated administrator", gone.token)
        await chat.database.write(change_person, gone.id, {"active": False})
        whole = await chat.person("admin", "agent")
        owner = Principal("person", id=whole.id, name=whole.name, roles=expand_roles(["admin", "agent"]))
        narrow = await chat.database.write(make_token, owner, "narrow", system_clock(), roles=("agent",))
        self.add("an administrator's token for an agent's roles", narrow["token"], "agent")


def must_be_refused(callers: Callers) -> Iterator[tuple[str, str, str, Caller]]:
    for name, (caller, roles) in callers.allowed.items():
        for rule in RULES:
            allowed = rule.allowed
            if "public" in allowed or (roles & allowed and roles != {"customer"}):
                continue
            if roles == {"customer"} and "customer" in allowed and "{conversation_id}" not in rule.path:
                continue
            yield name, rule.method, re.sub(r"\{\w+\}", "1", rule.path.removeprefix(API)), caller


async def status_of(caller: Caller, method: str, path: str) -> int:
    if method == SOCKET:
        return (await caller.socket(path).refused())[0]
    answer = await caller.call(method, path, None if method == "GET" else {})
    assert "a secret" not in answer.text
    return answer.status_code


async def test_whoever_the_table_refuses_is_refused_by_the_server(chat: ServedChat) -> None:
    victim = await chat.customer()
    ok(await victim.say("a secret"))
    let_in, asked = [], 0
    async with httpx.AsyncClient(base_url=chat.url, timeout=PATIENCE_SECONDS, trust_env=False, verify=False) as http:
        callers = Callers(chat, http)
        await callers.all()
        for name, method, place, caller in must_be_refused(callers):
            path = re.sub("^/conversations/1", victim.path, place)
            asked += 1
            if await status_of(caller, method, path) not in REFUSED:
                let_in.append((name, method, path))
    assert let_in == []
    assert asked > 1_000
    assert (await victim.messages())[0]["text"] == "a secret"
    assert (await victim.read())["status"] == "bot"


async def test_an_agent_of_another_department_opens_nothing_of_this_one(chat: ServedChat) -> None:
    supervisor = await chat.person("supervisor")
    here, there = [ok(await supervisor.post("/departments", {"name": name})) for name in ("Here", "There")]
    stranger = await chat.person("agent", departments=(there["id"],))
    victim = await chat.customer()
    ok(await victim.say("a secret"))
    ok(await victim.post(f"{victim.path}/handoff", {"department": here["id"]}))
    let_in = []
    for rule in RULES:
        path = rule.path.removeprefix(API)
        if (
            rule.method == SOCKET
            or not path.startswith("/conversations/{conversation_id}")
            or "agent" not in rule.allowed
        ):
            continue
        path = re.sub(r"\{\w+\}", "1", path.replace("/conversations/{conversation_id}", victim.path))
        answer = await stranger.call(rule.method, path, None if rule.method == "GET" else {})
        assert "a secret" not in answer.text
        if answer.status_code not in REFUSED | {400}:  # a body that is wrong may be refused first
            let_in.append((rule.method, path, answer.status_code))
    assert let_in == []
    assert victim.id not in [row["conversation_id"] for row in await stranger.queue()]
    assert victim.id in [row["conversation_id"] for row in await (await chat.person()).queue()]
    assert (await victim.read())["status"] == "queued"
