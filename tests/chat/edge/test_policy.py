"""Every route with every kind of caller, through the middleware of the real process."""

import re
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, WebSocket
from starlette.types import Message, Receive, Scope, Send

from chat.edge.policy import API, RULES, SOCKET, Policy, PolicyMiddleware, routes_without_rule, rules_without_route
from kit.auth import ANONYMOUS, Principal
from kit.errors import BatonError
from staff.people.person import expand_roles

CALLERS = {
    "anonymous": ANONYMOUS,
    "customer": Principal("customer", id="c1", conversation_id="c1"),
    **{
        role: Principal("person", id=f"person_{role}", roles=expand_roles([role]))
        for role in ("agent", "editor", "supervisor", "admin")
    },
}

# Written by hand, so that a mistake in the table cannot confirm itself. In the order of CALLERS.
EXPECTED = """
GET    /health                                                 yes yes yes yes yes yes
GET    /widget-settings                                        yes yes yes yes yes yes
GET    /widget-settings/version                                yes yes yes yes yes yes
POST   /people-data/search                                     401 403 403 403 403 yes
POST   /people-data/export                                     401 403 403 403 403 yes
POST   /people-data/erase                                      401 403 403 403 403 yes
GET    /retention                                              401 403 403 403 403 yes
PUT    /retention                                              401 403 403 403 403 yes
POST   /retention/dry-run                                      401 403 403 403 403 yes
GET    /company-settings                                       401 403 403 403 403 yes
PUT    /company-settings                                       401 403 403 403 403 yes
GET    /company-settings/export                                401 403 403 403 403 yes
POST   /company-settings/import                                401 403 403 403 403 yes
PUT    /company-settings/{image}                               401 403 403 403 403 yes
DELETE /company-settings/{image}                               401 403 403 403 403 yes
GET    /article-imports                                        401 403 403 yes 403 yes
POST   /article-imports                                        401 403 403 yes 403 yes
GET    /article-imports/{import_id}                            401 403 403 yes 403 yes
GET    /article-imports/{import_id}/rows                       401 403 403 yes 403 yes
PUT    /article-imports/{import_id}/files                      401 403 403 yes 403 yes
POST   /article-imports/{import_id}/read                       401 403 403 yes 403 yes
POST   /article-imports/{import_id}/run                        401 403 403 yes 403 yes
POST   /article-imports/{import_id}/cancel                     401 403 403 yes 403 yes
GET    /first-hour                                             401 403 403 403 403 yes
PUT    /first-hour/steps/{step}                                401 403 403 403 403 yes
POST   /first-hour/administrator                               401 403 403 403 403 yes
POST   /first-hour/questions                                   401 403 403 403 403 yes
POST   /first-hour/finish                                      401 403 403 403 403 yes
GET    /help                                                   yes yes yes yes yes yes
GET    /help/{article_id}                                      yes yes yes yes yes yes
POST   /help/{article_id}/feedback                             yes yes yes yes yes yes
POST   /sign-in                                                yes yes yes yes yes yes
POST   /sign-out                                               yes yes yes yes yes yes
POST   /invitations/accept                                     yes yes yes yes yes yes
POST   /conversations                                          yes yes yes yes yes yes
GET    /conversations/{conversation_id}                        401 yes yes 403 yes yes
GET    /conversations/{conversation_id}/messages               401 yes yes 403 yes yes
POST   /conversations/{conversation_id}/messages               401 yes 403 403 403 403
POST   /conversations/{conversation_id}/attachments            401 yes yes 403 yes yes
GET    /conversations/{conversation_id}/attachments/{attachment_id} 401 yes yes 403 yes yes
POST   /conversations/{conversation_id}/handoff                401 yes 403 403 403 403
DELETE /conversations/{conversation_id}/handoff                401 yes 403 403 403 403
POST   /conversations/{conversation_id}/messages/{seq}/feedback 401 yes 403 403 403 403
POST   /conversations/{conversation_id}/contact                401 yes 403 403 403 403
POST   /conversations/{conversation_id}/rating                 401 yes 403 403 403 403
POST   /conversations/{conversation_id}/end                    401 yes 403 403 403 403
GET    /conversations/{conversation_id}/articles/{article_id}  401 yes 403 403 403 403
GET    /conversations/{conversation_id}/article-images/{name}  401 yes 403 403 403 403
WS     /conversations/{conversation_id}/socket                 401 yes 403 403 403 403
GET    /conversations                                          401 403 yes 403 yes yes
GET    /conversations/{conversation_id}/brief                  401 403 yes 403 yes yes
GET    /conversations/{conversation_id}/customer               401 403 yes 403 yes yes
PATCH  /conversations/{conversation_id}/customer               401 403 yes 403 yes yes
POST   /conversations/{conversation_id}/customer/notes         401 403 yes 403 yes yes
PATCH  /conversations/{conversation_id}/customer/notes/{note_id} 401 403 yes 403 yes yes
DELETE /conversations/{conversation_id}/customer/notes/{note_id} 401 403 yes 403 yes yes
GET    /customer-fields                                        401 403 403 403 yes yes
PUT    /customer-fields                                        401 403 403 403 yes yes
POST   /conversations/{conversation_id}/reply                  401 403 yes 403 yes yes
PUT    /conversations/{conversation_id}/draft                  401 403 yes 403 yes yes
POST   /conversations/{conversation_id}/release                401 403 yes 403 yes yes
POST   /conversations/{conversation_id}/requeue                401 403 yes 403 yes yes
POST   /conversations/{conversation_id}/transfer               401 403 yes 403 yes yes
POST   /conversations/{conversation_id}/resolve                401 403 yes 403 yes yes
POST   /conversations/{conversation_id}/take-back              401 403 yes 403 yes yes
GET    /conversations/{conversation_id}/same-person            401 403 yes 403 yes yes
POST   /conversations/{conversation_id}/merge                  401 403 yes 403 yes yes
POST   /conversations/{conversation_id}/merge/undo             401 403 yes 403 yes yes
POST   /conversations/{conversation_id}/continue               401 yes 403 403 403 403
PUT    /conversations/{conversation_id}/resolution             401 403 yes 403 yes yes
POST   /conversations/{conversation_id}/tags                   401 403 yes 403 yes yes
DELETE /conversations/{conversation_id}/tags/{tag}             401 403 yes 403 yes yes
GET    /conversations/{conversation_id}/suggested-tags         401 403 yes 403 yes yes
GET    /tags                                                   401 403 yes 403 yes yes
POST   /tags                                                   401 403 403 403 yes yes
PATCH  /tags/{tag_id}                                          401 403 403 403 yes yes
POST   /tags/{tag_id}/merge                                    401 403 403 403 yes yes
DELETE /tags/{tag_id}/merge                                    401 403 403 403 yes yes
POST   /conversations/{conversation_id}/take-over              401 403 403 403 yes yes
GET    /conversations/{conversation_id}/canned-replies         401 403 yes 403 yes yes
GET    /conversations/{conversation_id}/suggestions            401 403 yes 403 yes yes
GET    /conversations/{conversation_id}/past-answers           401 403 yes 403 yes yes
GET    /canned-replies                                         401 403 yes 403 yes yes
POST   /canned-replies                                         401 403 yes 403 yes yes
PATCH  /canned-replies/{canned_reply_id}                       401 403 yes 403 yes yes
DELETE /canned-replies/{canned_reply_id}                       401 403 yes 403 yes yes
POST   /conversations/{conversation_id}/follow-ups             401 403 yes 403 yes yes
POST   /conversations/{conversation_id}/snooze                 401 403 yes 403 yes yes
DELETE /conversations/{conversation_id}/snooze                 401 403 yes 403 yes yes
GET    /follow-ups                                             401 403 yes 403 yes yes
GET    /conversations/{conversation_id}/colleagues             401 403 yes 403 yes yes
POST   /conversations/{conversation_id}/mentions/read          401 403 yes 403 yes yes
GET    /mentions                                               401 403 yes 403 yes yes
PATCH  /follow-ups/{follow_up_id}                              401 403 yes 403 yes yes
POST   /follow-ups/{follow_up_id}/keep                         401 403 yes 403 yes yes
GET    /queue                                                  401 403 yes 403 yes yes
POST   /handoffs/{handoff_id}/accept                           401 403 yes 403 yes yes
WS     /agents/socket                                          401 403 yes 403 yes yes
PUT    /presence                                               401 403 yes 403 yes yes
GET    /breather                                               401 403 yes 403 yes yes
DELETE /breather                                               401 403 yes 403 yes yes
GET    /presence                                               401 403 yes yes yes yes
GET    /capacities                                             401 403 403 403 yes yes
GET    /capacities/own                                         401 403 yes 403 yes yes
PUT    /capacities/{person_id}                                 401 403 403 403 yes yes
GET    /skills                                                 401 403 403 403 yes yes
POST   /skills                                                 401 403 403 403 yes yes
PATCH  /skills/{skill_id}                                      401 403 403 403 yes yes
DELETE /skills/{skill_id}                                      401 403 403 403 yes yes
GET    /topics                                                 401 403 403 403 yes yes
GET    /board                                                  401 403 403 403 yes yes
GET    /board/hours                                            401 403 403 403 yes yes
PATCH  /handoffs/{handoff_id}                                  401 403 403 403 yes yes
PUT    /presence/{person_id}                                   401 403 403 403 yes yes
GET    /waits                                                  401 403 403 403 yes yes
GET    /invariants                                             401 403 403 403 yes yes
GET    /metrics                                                401 403 403 403 yes yes
GET    /reports/own                                            401 403 yes 403 yes yes
GET    /reports/own/csv                                        401 403 yes 403 yes yes
GET    /reports/filters                                        401 403 yes 403 yes yes
GET    /reports/samples                                        401 403 403 403 yes yes
POST   /reports/samples                                        401 403 403 403 yes yes
GET    /reports/samples/{sample_id}                            401 403 403 403 yes yes
PUT    /reports/samples/{sample_id}/verdicts/{conversation_id} 401 403 403 403 yes yes
GET    /reports/{report}                                       401 403 403 403 yes yes
GET    /reports/{report}/csv                                   401 403 403 403 yes yes
GET    /me                                                     401 403 yes yes yes yes
POST   /me/password                                            401 403 yes yes yes yes
GET    /tokens                                                 401 403 yes yes yes yes
POST   /tokens                                                 401 403 yes yes yes yes
DELETE /tokens/{token_id}                                      401 403 yes yes yes yes
POST   /sign-in/second-factor                                  yes yes yes yes yes yes
GET    /me/second-factor                                       401 403 yes yes yes yes
POST   /me/second-factor                                       401 403 yes yes yes yes
POST   /me/second-factor/confirm                               401 403 yes yes yes yes
POST   /me/second-factor/recovery-codes                        401 403 yes yes yes yes
POST   /me/second-factor/end                                   401 403 yes yes yes yes
GET    /me/sign-ins                                            401 403 yes yes yes yes
DELETE /me/sign-ins                                            401 403 yes yes yes yes
DELETE /me/sign-ins/{sign_in_id}                               401 403 yes yes yes yes
GET    /people/{person_id}/sign-ins                            401 403 403 403 403 yes
DELETE /people/{person_id}/sign-ins                            401 403 403 403 403 yes
DELETE /people/{person_id}/sign-ins/{sign_in_id}               401 403 403 403 403 yes
GET    /people/{person_id}/second-factor                       401 403 403 403 403 yes
DELETE /people/{person_id}/second-factor                       401 403 403 403 403 yes
GET    /sign-in-rules                                          401 403 403 403 403 yes
PUT    /sign-in-rules                                          401 403 403 403 403 yes
GET    /audit                                                  401 403 403 403 403 yes
GET    /packs                                                  401 403 403 403 403 yes
PUT    /packs/{pack_id}                                        401 403 403 403 403 yes
POST   /packs/{pack_id}/connectors/{name}/try                  401 403 403 403 403 yes
GET    /webhook-endpoints                                      401 403 403 403 403 yes
POST   /webhook-endpoints                                      401 403 403 403 403 yes
PATCH  /webhook-endpoints/{endpoint_id}                        401 403 403 403 403 yes
DELETE /webhook-endpoints/{endpoint_id}                        401 403 403 403 403 yes
POST   /webhook-endpoints/{endpoint_id}/secret                 401 403 403 403 403 yes
POST   /webhook-endpoints/{endpoint_id}/test                   401 403 403 403 403 yes
POST   /webhook-endpoints/{endpoint_id}/replay                 401 403 403 403 403 yes
GET    /webhook-deliveries                                     401 403 403 403 403 yes
GET    /webhook-deliveries/{delivery_id}                       401 403 403 403 403 yes
POST   /webhook-deliveries/{delivery_id}/replay                401 403 403 403 403 yes
GET    /people/{person_id}/tokens                              401 403 403 403 403 yes
DELETE /people/{person_id}/tokens/{token_id}                   401 403 403 403 403 yes
GET    /people                                                 401 403 403 403 403 yes
POST   /people                                                 401 403 403 403 403 yes
PATCH  /people/{person_id}                                     401 403 403 403 403 yes
POST   /people/{person_id}/invitation                          401 403 403 403 403 yes
GET    /departments                                            401 403 yes yes yes yes
POST   /departments                                            401 403 403 403 yes yes
PATCH  /departments/{department_id}                            401 403 403 403 yes yes
GET    /articles                                               401 403 yes yes yes yes
GET    /articles/{article_id}                                  401 403 yes yes yes yes
POST   /articles                                               401 403 403 yes 403 yes
PUT    /articles/{article_id}                                  401 403 403 yes 403 yes
POST   /articles/{article_id}/publish                          401 403 403 yes 403 yes
POST   /articles/{article_id}/archive                          401 403 403 yes 403 yes
GET    /articles/{article_id}/versions                         401 403 yes yes yes yes
POST   /articles/{article_id}/versions/{version}/restore       401 403 403 yes 403 yes
GET    /article-overview                                       401 403 yes yes yes yes
POST   /article-bulk                                           401 403 403 yes 403 yes
PATCH  /articles/{article_id}/care                             401 403 403 yes 403 yes
POST   /articles/{article_id}/schedule                         401 403 403 yes 403 yes
DELETE /articles/{article_id}/schedule                         401 403 403 yes 403 yes
GET    /articles/{article_id}/translations                     401 403 yes yes yes yes
POST   /articles/{article_id}/translations                     401 403 403 yes 403 yes
DELETE /articles/{article_id}/translations                     401 403 403 yes 403 yes
PUT    /articles/{article_id}/editing                          401 403 403 yes 403 yes
DELETE /articles/{article_id}/editing                          401 403 403 yes 403 yes
POST   /article-images                                         401 403 403 yes 403 yes
GET    /sign-in/options                                        yes yes yes yes yes yes
GET    /sign-in/provider                                       yes yes yes yes yes yes
GET    /sign-in/provider/callback                              yes yes yes yes yes yes
GET    /articles/{article_id}/use                              401 403 403 yes yes yes
POST   /decisions/{decision_id}/verdict                        401 403 403 yes 403 yes
GET    /questions/unanswered                                   401 403 403 yes yes yes
POST   /questions/set-aside                                    401 403 403 yes 403 yes
GET    /questions/gaps                                         401 403 403 yes yes yes
GET    /questions/gaps/set-aside                               401 403 403 yes yes yes
POST   /questions/gaps/open                                    401 403 403 yes yes yes
POST   /questions/gaps/set-aside                               401 403 403 yes 403 yes
POST   /questions/gaps/take-back                               401 403 403 yes 403 yes
POST   /articles/{article_id}/phrasings                        401 403 403 yes 403 yes
POST   /articles/{article_id}/dismissed-phrasings              401 403 403 yes 403 yes
POST   /phrasings/try                                          401 403 yes yes yes yes
POST   /phrasings/suggest                                      401 403 403 yes 403 yes
GET    /articles/{article_id}/approval                         401 403 yes yes yes yes
POST   /articles/{article_id}/approval                         401 403 403 yes 403 yes
GET    /articles/{article_id}/comments                         401 403 yes yes yes yes
POST   /articles/{article_id}/comments                         401 403 403 yes 403 yes
PATCH  /articles/{article_id}/comments/{comment_id}            401 403 403 yes 403 yes
DELETE /articles/{article_id}/comments/{comment_id}            401 403 403 yes 403 yes
GET    /approval-categories                                    401 403 yes yes yes yes
PUT    /approval-categories                                    401 403 403 403 yes yes
GET    /approvers                                              401 403 403 403 yes yes
GET    /translation                                            401 403 yes 403 yes yes
POST   /conversations/{conversation_id}/translations           401 403 yes 403 yes yes
GET    /article-figures                                        401 403 yes yes yes yes
GET    /article-figures/{article_id}                           401 403 yes yes yes yes
GET    /article-figures/{article_id}/savings                   401 403 yes yes yes yes
GET    /greeting-questions                                     401 403 403 yes yes yes
PUT    /greeting-questions                                     401 403 403 yes 403 yes
POST   /greeting-questions/check                               401 403 403 yes 403 yes
GET    /sensitive-topics                                       401 403 403 yes yes yes
POST   /sensitive-topics                                       401 403 403 yes 403 yes
GET    /sensitive-topics/suggestions                           401 403 403 yes yes yes
POST   /sensitive-topics/try                                   401 403 403 yes 403 yes
PUT    /sensitive-topics/{topic_id}                            401 403 403 yes 403 yes
DELETE /sensitive-topics/{topic_id}                            401 403 403 yes 403 yes
GET    /articles/{article_id}/publications                     401 403 yes yes yes yes
POST   /articles/{article_id}/publications/undo                401 403 403 yes 403 yes
GET    /article-findings                                       401 403 403 yes yes yes
POST   /article-findings/set-aside                             401 403 403 yes 403 yes
DELETE /article-findings/set-aside/{key}                       401 403 403 yes 403 yes
POST   /article-consequences                                   401 403 403 yes 403 yes
GET    /golden-questions                                       401 403 403 yes yes yes
POST   /golden-questions                                       401 403 403 yes 403 yes
POST   /golden-questions/{question_id}/ask                     401 403 403 yes yes yes
GET    /golden-questions/export                                401 403 403 yes yes yes
POST   /golden-questions/import                                401 403 403 yes 403 yes
PUT    /golden-questions/{question_id}                         401 403 403 yes 403 yes
DELETE /golden-questions/{question_id}                         401 403 403 yes 403 yes
GET    /answering                                              401 403 403 403 yes yes
PUT    /answering                                              401 403 403 403 yes yes
GET    /search                                                 401 403 yes yes yes yes
POST   /search                                                 401 403 yes yes yes yes
"""

MATRIX = [
    (method, path, caller, outcome)
    for method, path, *outcomes in (line.split() for line in EXPECTED.strip().splitlines())
    for caller, outcome in zip(CALLERS, outcomes, strict=True)
]


def test_the_matrix_below_contains_every_rule() -> None:
    written = {(method, API + path) for method, path, _, _ in MATRIX}
    assert written == {(rule.method, rule.path) for rule in RULES}


@pytest.mark.parametrize(("method", "path", "caller", "outcome"), MATRIX)
def test_each_caller_can_do_what_the_matrix_says(method: str, path: str, caller: str, outcome: str) -> None:
    concrete = API + re.sub(r"\{\w+\}", "c1", path)
    assert outcome_of(method, concrete, CALLERS[caller]) == outcome


def outcome_of(method: str, path: str, principal: Principal) -> str:
    try:
        Policy().check(method, path, principal)
    except BatonError as error:
        return str(error.status)
    return "yes"


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if "{conversation_id}" in rule.path], ids=lambda rule: rule.shape
)
def test_another_customers_conversation_never_opens(rule: object) -> None:
    method, path = rule.method, rule.path  # type: ignore[attr-defined]
    concrete = re.sub(r"\{\w+\}", "c2", path)
    assert outcome_of(method, concrete, CALLERS["customer"]) in ("404", "403")
    assert outcome_of(method, concrete, CALLERS["customer"]) == outcome_of(
        method, re.sub(r"\{\w+\}", "no_such", path), CALLERS["customer"]
    )


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nothing", "404"),
        ("GET", "/api/v2/health", "404"),
        ("GET", "/api/v1/health/", "404"),
        ("GET", "/api/v1/people/p1/secrets", "404"),
        ("DELETE", "/api/v1/people", "405"),
        ("HEAD", "/api/v1/people", "405"),
        ("WS", "/api/v1/queue", "404"),
        ("GET", "/api/v1/agents/socket", "404"),
    ],
)
def test_a_route_missing_from_the_table_is_rejected_for_everybody(method: str, path: str, status: str) -> None:
    assert {outcome_of(method, path, principal) for principal in CALLERS.values()} == {status}


async def through(path: str, caller: Principal, method: str = "GET") -> httpx.Response:
    """The answer of an application that would allow everything."""

    async def yes(scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"yes"})

    async def with_caller(scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"] = {"principal": caller}
        await PolicyMiddleware(yes)(scope, receive, send)

    async with httpx.AsyncClient(transport=httpx.ASGITransport(with_caller), base_url="http://baton") as client:
        return await client.request(method, path)


async def test_rejections_have_the_apis_form() -> None:
    anonymous = await through("/api/v1/people", CALLERS["anonymous"])
    assert (anonymous.status_code, anonymous.json()["error"]["code"]) == (401, "not_signed_in")
    assert anonymous.headers["WWW-Authenticate"] == "Bearer"
    agent = await through("/api/v1/people", CALLERS["agent"])
    assert (agent.status_code, agent.json()["error"]["code"]) == (403, "not_allowed")
    foreign = await through("/api/v1/conversations/c2", CALLERS["customer"])
    assert (foreign.status_code, foreign.json()["error"]["code"]) == (404, "not_found")


async def test_a_differently_spelled_path_does_not_get_past_the_table() -> None:
    for path in ("/api/v1/%70eople", "/api/v1/people%2f", "/api/v1/./people", "/api/v1/people;x", "/api/v1/PEOPLE"):
        answer = await through(path, CALLERS["agent"])
        assert answer.status_code in (403, 404), path


async def test_pages_are_public() -> None:
    assert (await through("/console", CALLERS["anonymous"])).text == "yes"


async def test_a_socket_is_rejected_before_its_upgrade() -> None:
    sent: list[Message] = []

    async def never(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise AssertionError("this socket must not be opened")

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": f"{API}/agents/socket", "headers": [], "state": {"principal": ANONYMOUS}}
    await PolicyMiddleware(never)({**scope, "extensions": {"websocket.http.response": {}}}, receive, send)
    assert (sent[0]["type"], sent[0]["status"]) == ("websocket.http.response.start", 401)
    sent.clear()
    await PolicyMiddleware(never)(scope, receive, send)
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_a_route_missing_from_the_table_is_found() -> None:
    app = FastAPI(docs_url=None, redoc_url=None)

    async def endpoint() -> None: ...

    async def socket(websocket: WebSocket) -> None: ...

    app.get(f"{API}/queue")(endpoint)
    app.get("/console")(endpoint)
    app.get(f"{API}/forgotten")(endpoint)
    app.post("/forgotten-too")(endpoint)
    app.websocket("/forgotten/{name}")(socket)
    assert routes_without_rule(app) == [f"GET {API}/forgotten", "POST /forgotten-too", f"{SOCKET} /forgotten/{{name}}"]
    assert f"GET {API}/queue" not in rules_without_route(app)
    assert f"GET {API}/people" in rules_without_route(app)


async def test_every_route_of_the_real_application_is_in_the_table(database_url: str, tmp_path: Path) -> None:
    from chat.assembly.app import create_app
    from chat.assembly.settings import ChatSettings

    app = create_app(ChatSettings(data=tmp_path, database_url=database_url))
    try:
        assert routes_without_rule(app) == []
        assert rules_without_route(app) == []
    finally:
        await app.state.container.session.close()
        app.state.container.database.close()
