"""Effects: what a step of the dialogue does outside of it, such as looking something up or storing an address.

Rasa names the effect, this module performs it, and the outcome goes back to the dialogue as a typed event. Look-ups and
actions are connectors; `save_contact` is Baton's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chat.connectors.connector import Asked
from chat.connectors.connectors import Connectors
from conversations.contact import Contact

CALL = "call"
OF_SHOPS = frozenset({"look_up", "check_return", "register_return"})
"""Effects that are connectors by these names. A shop's dialogue has confirmed a return before it registers one."""

_NO_VALUES = frozenset({"effect", "kind"})


@dataclass(frozen=True)
class EffectOutcome:
    """The typed event that tells the dialogue the outcome, and the data to store with the turn."""

    event: Mapping[str, Any]
    contact: Contact | None = None


@dataclass(frozen=True)
class Effects:
    """Performs effects. An effect that changes something outside has a key, so running it again changes nothing."""

    connectors: Connectors
    names: frozenset[str] = field(default=frozenset({CALL, "save_contact"}) | OF_SHOPS)

    async def perform(self, step: Mapping[str, Any], key: str, language: str = "en") -> EffectOutcome:
        """`key` is conversation:turn:step; what the customer will read is in `language`."""
        if step["effect"] == "save_contact":
            contact = Contact(str(step.get("email") or ""), None, str(step.get("contact_note") or ""))
            return EffectOutcome(_event("contact_saved", {}), contact)
        of_shops = step["effect"] in OF_SHOPS
        name = str(step["effect"] if of_shops else step["connector"])
        confirmed = of_shops or step.get("confirmed") == "yes"
        told = await self.connectors.call(name, Asked(_values(step), key, language, confirmed))
        return EffectOutcome(_event(told.event, told.fields))


def _values(step: Mapping[str, Any]) -> dict[str, str]:
    given = step.get("values") or {name: value for name, value in step.items() if name not in _NO_VALUES}
    return {name: str(value) for name, value in given.items() if value is not None}


def _event(name: str, entities: Mapping[str, str]) -> dict[str, Any]:
    return {"name": name, "entities": dict(entities)}
