"""`/webhook-deliveries`, and trying an endpoint, for administrators."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import AwareDatetime, BaseModel

from chat.webhook_deliveries import repository, service
from chat.webhook_deliveries.deliverer import Deliverer
from chat.webhook_deliveries.responses import (
    ReplayedBody,
    WebhookDeliveryBody,
    WebhookDeliveryListBody,
    WholeWebhookDeliveryBody,
)
from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.audit.looks import Looks
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.web.contract import sends

State = Literal["waiting", "delivered", "failed"]
LARGEST_NUMBER = 2**31 - 1


class ReplaySince(BaseModel):
    since: AwareDatetime


def webhook_deliveries_router(database: Database, deliverer: Deliverer, clock: Clock) -> APIRouter:
    router = APIRouter(tags=["webhooks"])
    _add_reading(router, database, clock)
    _add_replays(router, database, clock)
    _add_test(router, database, deliverer, clock)
    return router


def _add_reading(router: APIRouter, database: Database, clock: Clock) -> None:
    looks = Looks(database, clock)

    @router.get("/webhook-deliveries", response_model=sends(WebhookDeliveryListBody))
    async def list_deliveries(
        endpoint_id: Annotated[str | None, Query(pattern=r"^\w{1,64}$")] = None,
        state: State | None = None,
        cursor: Annotated[int | None, Query(ge=1, le=LARGEST_NUMBER)] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> dict[str, Any]:
        found = await database.read(repository.list_deliveries, endpoint_id, state, cursor, limit + 1)
        more = str(found[limit - 1][0].number) if len(found) > limit else None
        return {"deliveries": [service.delivery_body(*each) for each in found[:limit]], "next": more}

    @router.get("/webhook-deliveries/{delivery_id}", response_model=sends(WholeWebhookDeliveryBody))
    async def read_delivery(request: Request, delivery_id: str) -> dict[str, Any]:
        found = await database.read(service.whole_body, delivery_id)
        if found["conversation_id"]:  # what is sent shows what a customer said
            await looks.note(by(person_of(request)), "conversation.looked_at", found["conversation_id"], own=False)
        return found


def _add_replays(router: APIRouter, database: Database, clock: Clock) -> None:
    @router.post("/webhook-deliveries/{delivery_id}/replay", response_model=sends(WebhookDeliveryBody))
    async def replay(request: Request, delivery_id: str) -> dict[str, Any]:
        """Sends it once more, with the same identifier."""
        entry = Entry(by(person_of(request)), "webhook.replayed", delivery_id)
        replaying = audited(service.replay, clock, lambda _: entry)
        await database.write(replaying, delivery_id, clock())
        whole = await database.read(service.whole_body, delivery_id)
        return {name: value for name, value in whole.items() if name not in ("attempts", "body")}

    @router.post("/webhook-endpoints/{endpoint_id}/replay", response_model=sends(ReplayedBody))
    async def replay_failed(request: Request, endpoint_id: str, given: ReplaySince) -> dict[str, Any]:
        """Sends everything once more that was given up and has happened since then, at most 5,000 at a time."""
        author = by(person_of(request))

        def entry(count: int) -> Entry:
            return Entry(author, "webhook.replayed", endpoint_id, {"deliveries": count})

        replaying = audited(service.replay_failed, clock, entry)
        since: datetime = given.since
        return {"replayed": await database.write(replaying, endpoint_id, since, clock())}


def _add_test(router: APIRouter, database: Database, deliverer: Deliverer, clock: Clock) -> None:
    @router.post("/webhook-endpoints/{endpoint_id}/test", response_model=sends(WholeWebhookDeliveryBody))
    async def send_test(request: Request, endpoint_id: str) -> dict[str, Any]:
        """Sends `endpoint.tested` once and waits for the answer, also to an endpoint that is off."""
        entry = Entry(by(person_of(request)), "webhook_endpoint.tested", endpoint_id)
        beginning = audited(service.begin_test, clock, lambda _: entry)
        now = clock()
        number, claim, delivery_id = await database.write(beginning, endpoint_id, now, now + deliverer.claims_until())
        await deliverer.send_now(number, claim)
        return await database.read(service.whole_body, delivery_id)
