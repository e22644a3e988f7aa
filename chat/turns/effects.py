"""Effects: what a step of the dialogue does outside of it, such as looking up an order or storing an address.

Rasa names the effect, this module performs it, and the outcome goes back to the dialogue as a typed event.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chat.orders.order_book import Order, OrderBook
from chat.wording.catalogue import in_language
from conversations.contact import Contact
from kit.clock import Clock


@dataclass(frozen=True)
class EffectOutcome:
    """The typed event that tells the dialogue the outcome, and the data to store with the turn."""

    event: Mapping[str, Any]
    contact: Contact | None = None


@dataclass(frozen=True)
class Effects:
    """Performs effects. An effect that changes something outside has a key, so running it again changes nothing."""

    order_book: OrderBook
    clock: Clock
    names: frozenset[str] = field(default=frozenset({"look_up", "check_return", "register_return", "save_contact"}))

    async def perform(self, step: Mapping[str, Any], key: str, language: str = "en") -> EffectOutcome:
        """`key` is conversation:turn:step; what the customer will read is in `language`."""
        match step["effect"]:
            case "look_up":
                return await self._look_up(step, language)
            case "check_return":
                return await self._check_return(step, language)
            case "register_return":
                return await self._register_return(step, key, language)
            case _:
                contact = Contact(str(step.get("email") or ""), None, str(step.get("contact_note") or ""))
                return EffectOutcome(_event("contact_saved"), contact)

    async def _look_up(self, step: Mapping[str, Any], language: str) -> EffectOutcome:
        order = await self._order_of(step)
        if order is None:
            return EffectOutcome(_event("order_not_found"))
        state, detail = (in_language(text, language) for text in (order.state, order.detail))
        return EffectOutcome(_event("order_found", order_number=order.number, order_state=state, order_detail=detail))

    async def _check_return(self, step: Mapping[str, Any], language: str) -> EffectOutcome:
        """Whether a return is possible, before the customer is asked for a reason and a confirmation."""
        order = await self._order_of(step)
        if order is None:
            return EffectOutcome(_event("order_not_found"))
        known = await self.order_book.find_return(order)
        if known is not None:
            return EffectOutcome(_event("return_known", return_number=known))
        return self._refusal(order, language) or EffectOutcome(
            _event("return_possible", return_until=order.return_until or "")
        )

    async def _register_return(self, step: Mapping[str, Any], key: str, language: str) -> EffectOutcome:
        order = await self._order_of(step)
        if order is None:
            return EffectOutcome(_event("order_not_found"))
        if (refusal := self._refusal(order, language)) is not None:
            return refusal
        reason = str(step.get("return_reason") or "")
        found = await self.order_book.register_return(key, order, reason, self.clock())
        if not found.anew:
            return EffectOutcome(_event("return_known", return_number=found.number))
        return EffectOutcome(
            _event("return_registered", return_number=found.number, return_until=order.return_until or "")
        )

    def _refusal(self, order: Order, language: str) -> EffectOutcome | None:
        until = order.return_until
        if until is not None and date.fromisoformat(until) >= self.clock().date():
            return None
        return EffectOutcome(_event("return_refused", return_problem=_problem(order.state, until, language)))

    async def _order_of(self, step: Mapping[str, Any]) -> Order | None:
        return await self.order_book.find(str(step.get("order_number") or ""), str(step.get("email") or ""))


def _event(name: str, **entities: str) -> dict[str, Any]:
    return {"name": name, "entities": entities}


def _problem(state: str, return_until: str | None, language: str) -> str:
    if return_until is not None:
        return in_language("the time to send it back ended on {date}", language).format(date=return_until)
    told = in_language("an order that is {state} cannot be sent back", language)
    return told.format(state=in_language(state, language))
