"""Every call about webhooks: endpoints and deliveries."""

from collections.abc import Callable

from fastapi import APIRouter

from chat.assembly.container import Container
from chat.webhook_deliveries.endpoints import webhook_deliveries_router
from chat.webhooks.endpoints import webhook_endpoints_router


def add_webhook_calls(include: Callable[[APIRouter], None], container: Container) -> None:
    database, clock, webhooks = container.database, container.clock, container.webhooks
    include(webhook_endpoints_router(database, webhooks.key, webhooks.addresses, clock))
    include(webhook_deliveries_router(database, webhooks.deliverer, clock))
