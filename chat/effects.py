"""What a step of the dialogue does outside of it: looking an order up, registering a return, keeping an address.

Rasa names the effect, this performs it, and the outcome goes back into the dialogue as a typed event.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chat.order_book import OrderBook
from conversations.contact import Contact
from kit.clock import Clock


@dataclass(frozen=True)
class EffectOutcome:
    """The typed event that tells the dialogue what came of it, and what is to be stored with the turn."""

    event: Mapping[str, Any]
    contact: Contact | None = None


@dataclass(frozen=True)
class Effects:
    """Performs effects. One that changes something outside carries a key, so that running it again changes nothing."""

    order_book: OrderBook
    clock: Clock
    names: frozenset[str] = field(default=frozenset({"look_up", "register_return", "save_contact"}))

    async def perform(self, step: Mapping[str, Any], key: str) -> EffectOutcome:
        """`key` is conversation:turn:step."""
        match step["effect"]:
            case "look_up":
                return await self._look_up(step)
            case "register_return":
                return await self._register_return(step, key)
            case _:
                contact = Contact(str(step.get("email") or ""), None, str(step.get("contact_note") or ""))
                return EffectOutcome(_event("contact_saved"), contact)

    async def _look_up(self, step: Mapping[str, Any]) -> EffectOutcome:
        order = await self.order_book.find(str(step.get("order_number") or ""), str(step.get("email") or ""))
        if order is None:
            return EffectOutcome(_event("order_not_found"))
        return EffectOutcome(
            _event("order_found", order_number=order.number, order_state=order.state, order_detail=order.detail)
        )

    async def _register_return(self, step: Mapping[str, Any], key: str) -> EffectOutcome:
        order = await self.order_book.find(str(step.get("order_number") or ""), str(step.get("email") or ""))
        if order is None:
            return EffectOutcome(_event("order_not_found"))
        now = self.clock()
        if order.return_until is None or date.fromisoformat(order.return_until) < now.date():
            return EffectOutcome(_event("return_refused", return_problem=_problem(order.state, order.return_until)))
        reason = str(step.get("return_reason") or "")
        number = await self.order_book.register_return(key, order, reason, now)
        return EffectOutcome(_event("return_registered", return_number=number, return_until=order.return_until))


def _event(name: str, **entities: str) -> dict[str, Any]:
    return {"name": name, "entities": entities}


def _problem(state: str, return_until: str | None) -> str:
    if return_until is not None:
        return f"the time to send it back ended on {return_until}"
    return f"an order that is {state} cannot be sent back"
