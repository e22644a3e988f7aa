"""The dialogue of a connector: its form, its confirmation, and what is said of each outcome.

`connectors.yml` says what is asked and what the customer reads. What Rasa needs for that, intents, slots, a form, rules
and responses, is made here, so that no pack can forget a part of it, least of all the yes before something is changed.
A pack's own response or rule of the same name comes after these, and replaces them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.packs.form_rules import Rule
from bot.packs.material import CONNECTORS, ENGLISH
from bot.packs.yaml_file import read_yaml

FAILED, NOT_FOUND = "failed", "not_found"
GOES_ON = "utter_go_on"
CANNOT = "utter_call_failed"  # the base's sentence for a system that does not answer, with a person
_BUTTONS = [{"title": title, "payload": title} for title in ("Yes", "No")]
_PERSON = {"title": "Talk to a person", "payload": "I would like to talk to a person"}


@dataclass(frozen=True)
class ConnectorDialogue:
    """What one connector adds to the dialogue."""

    name: str
    given: Mapping[str, Any]

    @property
    def is_outside(self) -> bool:
        return "request" in self.given

    @property
    def asks(self) -> list[str]:
        return list(self.given.get("asks") or ())

    @property
    def fields(self) -> list[str]:
        return list(self.given.get("fields") or ())

    @property
    def form(self) -> str:
        return f"{self.name}_form"

    @property
    def call(self) -> str:
        return f"utter_call_{self.name}"

    @property
    def confirmation(self) -> str | None:
        """The slot of the yes; None if nothing is changed."""
        return f"{self.name}_confirmed" if self.is_outside and self.given.get("confirm") else None

    @property
    def intent(self) -> str | None:
        return self.given.get("intent")

    def events(self) -> Iterator[tuple[str, str, Mapping[str, str]]]:
        """Outcome, intent and texts; there is always one for a failure."""
        outcomes = dict(self.given.get("outcomes") or {}) if self.is_outside else {}
        for outcome, given in {FAILED: {}, **outcomes}.items():
            yield outcome, given.get("tells") or f"{self.name}_{outcome}", given.get("text") or {}

    def domain(self) -> dict[str, Any]:
        """Everything as in the files of `domain/`."""
        events = [event for _, event, _ in self.events()]
        confirmation = [self.confirmation] if self.confirmation else []
        asked = [*self.asks, *confirmation] if self.is_outside else []
        slots = {slot: _slot(slot) for slot in asked} | {slot: _slot(slot, events) for slot in self.fields}
        forms = {self.form: {"required_slots": asked}} if self.intent else {}
        return {
            "intents": [*([self.intent] if self.intent else []), *events],
            "entities": [*asked, *self.fields],
            "slots": slots,
            "forms": forms,
            "responses": self._responses(),
        }

    def _responses(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.is_outside:
            values = {slot: f"{{{slot}}}" for slot in self.asks}
            confirmed = {"confirmed": f"{{{self.confirmation}}}"} if self.confirmation else {}
            effect = {"effect": "call", "connector": self.name, "values": values, **confirmed}
            made[self.call] = [{"custom": effect}]
        if self.confirmation:
            asked = [{"text": self.given["confirm"][ENGLISH].strip(), "buttons": _BUTTONS}]
            made[f"utter_ask_{self.confirmation}"] = asked
        for outcome, event, text in self.events():
            if text:
                buttons = {"buttons": [_PERSON]} if outcome in (FAILED, NOT_FOUND) else {}
                made[f"utter_{event}"] = [{"text": text[ENGLISH].strip(), **buttons}]
        return made

    def rules(self) -> list[Rule]:
        rules = [] if self.intent is None else list(self._rules_of_form(self.intent))
        for outcome, event, text in self.events():
            if text or outcome == FAILED:
                said = f"utter_{event}" if text else CANNOT
                rules.append({"rule": f"{event} is told", "steps": [{"intent": event}, {"action": said}]})
                if outcome in (FAILED, NOT_FOUND) and text:
                    rules.append(_person_after(said))
        return rules

    def _rules_of_form(self, intent: str) -> Iterator[Rule]:
        in_form = {"condition": [{"active_loop": self.form}]}
        again = [{"action": self.form}, {"active_loop": self.form}]
        yield {"rule": f"start {self.form}", "steps": [{"intent": intent}, *again]}
        yield {
            "rule": f"the same again in {self.form}",
            **in_form,
            "steps": [{"intent": intent}, {"action": GOES_ON}, *again],
        }
        ended = [{"active_loop": None}, {"slot_was_set": [{"requested_slot": None}]}]
        yield {
            "rule": f"{self.form} is complete",
            **in_form,
            "steps": [{"action": self.form}, *ended, {"action": self.call}],
        }

    def translations(self) -> Iterator[tuple[str, str, str]]:
        """Language, English text, translation."""
        texts = [text for _, _, text in self.events() if text]
        if self.confirmation:
            texts.append(self.given["confirm"])
        for text in texts:
            yield from (
                (language, text[ENGLISH].strip(), said.strip()) for language, said in text.items() if language != "en"
            )

    def values(self) -> dict[str, Any]:
        """As in `settings.yml`."""
        return {self.confirmation: {"confirms": self.asks}} if self.confirmation else {}


def dialogues_of(folder: Path) -> list[ConnectorDialogue]:
    """Those of a pack, in the order of its file."""
    file = folder / CONNECTORS
    described = (read_yaml(file).get("connectors") or {}) if file.is_file() else {}
    return [ConnectorDialogue(str(name), given) for name, given in described.items()]


def _slot(name: str, events: list[str] | None = None) -> dict[str, Any]:
    only = {"intent": events} if events else {}
    return {
        "type": "text",
        "influence_conversation": False,
        "mappings": [{"type": "from_entity", "entity": name, **only}],
    }


def _person_after(said: str) -> Rule:
    steps = [{"action": said}, {"intent": "affirm"}, {"action": "utter_hand_over_asked"}]
    return {"rule": f"yes to a person after {said}", "steps": steps}
