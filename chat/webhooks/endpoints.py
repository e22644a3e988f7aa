"""`/webhook-endpoints`, for administrators: which there are, adding, changing, removing, and changing the secret."""

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import AfterValidator, BaseModel, Field, StrictBool

from chat.webhooks import service
from chat.webhooks.checking import LONGEST_URL, AddressCheck
from chat.webhooks.event_types import EVENT_TYPES, EventType
from chat.webhooks.repository import Endpoint, list_endpoints
from chat.webhooks.responses import WebhookEndpointBody, WebhookEndpointListBody
from chat.webhooks.secret import PURPOSE, new_secret
from chat.webhooks.service import endpoint_body
from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import Principal, person_of
from kit.clock import Clock
from kit.database import Database
from kit.keys.installation_key import InstallationKey
from kit.web.contract import EmptyBody, fails, sends
from kit.web.request_fields import without_controls

Url = Annotated[str, Field(max_length=LONGEST_URL)]
Description = Annotated[str, Field(max_length=200), AfterValidator(without_controls)]
Events = Annotated[list[EventType], Field(min_length=1, max_length=len(EVENT_TYPES))]

ADDRESS_FAILS = fails(400, "bad_address", "private_address")


class NewEndpoint(BaseModel):
    url: Url
    events: Events
    description: Description = ""
    include_texts: StrictBool = False


class EndpointChanges(BaseModel):
    """What is not sent stays."""

    url: Url | None = None
    events: Events | None = None
    description: Description | None = None
    include_texts: StrictBool | None = None
    on: StrictBool | None = None


def webhook_endpoints_router(
    database: Database, key: InstallationKey, addresses: AddressCheck, clock: Clock
) -> APIRouter:
    router = APIRouter(prefix="/webhook-endpoints", tags=["webhooks"])
    _add_reading(router, database, clock)
    _add_changes(router, database, key, addresses, clock)
    _add_secret(router, database, key, clock)
    return router


def _add_reading(router: APIRouter, database: Database, clock: Clock) -> None:
    @router.get("", response_model=sends(WebhookEndpointListBody))
    async def list_all() -> dict[str, Any]:
        now = clock()
        found = await database.read(list_endpoints)
        return {"endpoints": [endpoint_body(each, now) for each in found], "event_types": list(EVENT_TYPES)}


def _add_changes(
    router: APIRouter, database: Database, key: InstallationKey, addresses: AddressCheck, clock: Clock
) -> None:
    @router.post(
        "",
        status_code=201,
        response_model=sends(WebhookEndpointBody),
        responses=ADDRESS_FAILS | fails(409, "too_many_endpoints"),
    )
    async def add_endpoint(request: Request, given: NewEndpoint) -> dict[str, Any]:
        """The secret is in this answer alone. It hears of everything that happens from two seconds later on."""
        author, secret = person_of(request), new_secret()
        values = {**given.model_dump(), "url": await addresses.check(given.url), "events": _each_once(given.events)}
        adding = audited(service.add, clock, lambda added: _entry(author, "added", added, values))
        now = clock()
        added = await database.write(adding, values, key.seal(PURPOSE, secret), author.name, now)
        return {**endpoint_body(added, now), "secret": secret}

    @router.patch("/{endpoint_id}", response_model=sends(WebhookEndpointBody), responses=ADDRESS_FAILS)
    async def change_endpoint(request: Request, endpoint_id: str, given: EndpointChanges) -> dict[str, Any]:
        author = person_of(request)
        values = {name: value for name, value in given.model_dump(exclude_unset=True).items() if value is not None}
        if "url" in values:
            await addresses.check(values["url"])
        if given.events is not None:
            values["events"] = _each_once(given.events)
        changing = audited(service.change, clock, lambda changed: _entry(author, "changed", changed, values))
        now = clock()
        return endpoint_body(await database.write(changing, endpoint_id, values, now), now)

    @router.delete("/{endpoint_id}", response_model=sends(EmptyBody))
    async def remove_endpoint(request: Request, endpoint_id: str) -> dict[str, Any]:
        """Its deliveries go with it."""
        entry = Entry(by(person_of(request)), "webhook_endpoint.removed", endpoint_id)
        await database.write(audited(service.remove, clock, lambda _: entry), endpoint_id)
        return {}


def _add_secret(router: APIRouter, database: Database, key: InstallationKey, clock: Clock) -> None:
    @router.post("/{endpoint_id}/secret", status_code=201, response_model=sends(WebhookEndpointBody))
    async def roll_secret(request: Request, endpoint_id: str) -> dict[str, Any]:
        """Makes a new secret, which is in this answer alone. For a day, the one until now signs as well."""
        secret, now = new_secret(), clock()
        entry = Entry(by(person_of(request)), "webhook_endpoint.secret_changed", endpoint_id)
        rolling = audited(service.roll_secret, clock, lambda _: entry)
        rolled = await database.write(rolling, endpoint_id, key.seal(PURPOSE, secret), now)
        return {**endpoint_body(rolled, now), "secret": secret}


def _entry(author: Principal, what: str, endpoint: Endpoint, values: dict[str, Any]) -> Entry:
    """The address is left out: it may hold a secret of the receiver's."""
    details = {"changed": sorted(values)} if what == "changed" else {"events": list(endpoint.events)}
    return Entry(by(author), f"webhook_endpoint.{what}", endpoint.id, details)


def _each_once(events: list[EventType]) -> list[str]:
    return [each for each in EVENT_TYPES if each in events]
