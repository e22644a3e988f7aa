"""Orders, behind an interface that a real shop implements.

An order is shown only to somebody who knows its number and the e-mail address of the order. A company's own order book
is passed to `create_app`; without one, the demo's orders are used (`chat/orders/demo.py`).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Order:
    """An order as shown to a customer. `return_until` is None once it can no longer be returned."""

    number: str
    state: str
    detail: str
    return_until: str | None
    placed_at: datetime


@dataclass(frozen=True)
class Return:
    """A registered return. `anew`: this call, or an earlier run of the same turn, has registered it."""

    number: str
    anew: bool


class OrderBook(Protocol):
    """What Baton needs from a shop. An implementation answers within a second or raises."""

    async def find(self, number: str, email: str) -> Order | None:
        """The order, if the number and the address belong together."""

    async def list_by_email(self, email: str) -> list[Order]:
        """The orders of a customer with a verified address, the newest first."""

    async def find_return(self, order: Order) -> str | None:
        """The number of the order's registered return, if there is one."""

    async def register_return(self, key: str, order: Order, reason: str, now: datetime) -> Return:
        """Registers the order's one return. A second call returns the same one, whatever its `key`."""
