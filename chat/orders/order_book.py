"""Orders, behind the interface that a real shop system implements.

An order is told only to who knows its number and the e-mail address it was placed with. A company's own book is given
to `create_app`; without one, orders are the demo's (`chat/orders/demo.py`).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Order:
    """An order as a customer may know it. `return_until` is None once it can no longer be sent back."""

    number: str
    state: str
    detail: str
    return_until: str | None
    placed_at: datetime


@dataclass(frozen=True)
class Return:
    """A return as it stands in the book. `anew`: this very call, or an earlier run of it, has registered it."""

    number: str
    anew: bool


class OrderBook(Protocol):
    """What Baton needs of a shop system. Implementations answer within a second or raise."""

    async def find(self, number: str, email: str) -> Order | None:
        """The order, if number and address belong together."""

    async def list_by_email(self, email: str) -> list[Order]:
        """The orders of a customer whose address is verified, the newest first."""

    async def find_return(self, order: Order) -> str | None:
        """The number of the return that is registered for the order, if one is."""

    async def register_return(self, key: str, order: Order, reason: str, now: datetime) -> Return:
        """Registers the order's one return. The same `key`, and any other key for the same order, gives it again."""
