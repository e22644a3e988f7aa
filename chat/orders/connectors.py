"""Orders as connectors inside this process: what a shop's dialogue asks of the `OrderBook`.

They are called `look_up`, `check_return` and `register_return`, like the effects of a shop's pack. A pack that gives
one of these names to a connector with a `request` replaces it by a call of the shop's own server.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date

from chat.connectors.connector import Asked, Connector, Told, failed
from chat.orders.order_book import Order, OrderBook
from chat.wording.catalogue import in_language
from kit.clock import Clock

ORDER_BOOK_SECONDS = 3.0


@dataclass(frozen=True)
class OrderConnector:
    """One of the three. An order book that does not answer in time has failed."""

    name: str
    work: Callable[[Asked], Awaitable[Told]]
    changes: bool = False

    async def call(self, asked: Asked) -> Told:
        try:
            async with asyncio.timeout(ORDER_BOOK_SECONDS):
                return await self.work(asked)
        except (TimeoutError, OSError) as error:
            return failed(self.name, "timed_out" if isinstance(error, TimeoutError) else "unreachable")


def order_connectors(order_book: OrderBook, clock: Clock) -> Mapping[str, Connector]:
    """By the names of the effects."""
    orders = _Orders(order_book, clock)
    return {
        "look_up": OrderConnector("look_up", orders.look_up),
        "check_return": OrderConnector("check_return", orders.check_return),
        "register_return": OrderConnector("register_return", orders.register_return, changes=True),
    }


@dataclass(frozen=True)
class _Orders:
    order_book: OrderBook
    clock: Clock

    async def look_up(self, asked: Asked) -> Told:
        order = await self._order_of(asked)
        if order is None:
            return _told("order_not_found")
        state, detail = (in_language(text, asked.language) for text in (order.state, order.detail))
        return _told("order_found", order_number=order.number, order_state=state, order_detail=detail)

    async def check_return(self, asked: Asked) -> Told:
        """Whether a return is possible, before the customer is asked for a reason and a confirmation."""
        order = await self._order_of(asked)
        if order is None:
            return _told("order_not_found")
        known = await self.order_book.find_return(order)
        if known is not None:
            return _told("return_known", return_number=known)
        refusal = self._refusal(order, asked.language)
        return refusal or _told("return_possible", return_until=order.return_until or "")

    async def register_return(self, asked: Asked) -> Told:
        order = await self._order_of(asked)
        if order is None:
            return _told("order_not_found")
        if (refusal := self._refusal(order, asked.language)) is not None:
            return refusal
        reason = asked.values.get("return_reason", "")
        found = await self.order_book.register_return(asked.key, order, reason, self.clock())
        if not found.anew:
            return _told("return_known", return_number=found.number)
        return _told("return_registered", return_number=found.number, return_until=order.return_until or "")

    def _refusal(self, order: Order, language: str) -> Told | None:
        until = order.return_until
        if until is not None and date.fromisoformat(until) >= self.clock().date():
            return None
        return _told("return_refused", return_problem=_problem(order.state, until, language))

    async def _order_of(self, asked: Asked) -> Order | None:
        return await self.order_book.find(asked.values.get("order_number", ""), asked.values.get("email", ""))


def _told(event: str, **fields: str) -> Told:
    return Told(event, event.partition("_")[2], fields)


def _problem(state: str, return_until: str | None, language: str) -> str:
    if return_until is not None:
        return in_language("the time to send it back ended on {date}", language).format(date=return_until)
    told = in_language("an order that is {state} cannot be sent back", language)
    return told.format(state=in_language(state, language))
