"""The rules that every form needs, so that nobody writes them: a person, an alarm, a wrong value, stop, goodbye.

A pack's own rule for the same intent in the same form comes first: then none is added for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Rule = dict[str, Any]

# What ends a form at once, with what is said. `ignored_intents` keeps such a message from filling a slot.
HANDS_OVER = {
    "ask_person": "utter_hand_over_asked",
    "complaint": "utter_hand_over_complaint",
    "abuse": "utter_hand_over_abuse",
    "report_accident": "utter_hand_over_accident",
    "report_danger": "utter_hand_over_danger",
    "report_fraud": "utter_hand_over_fraud",
    "legal_threat": "utter_hand_over_legal",
}
IGNORED = (*HANDS_OVER, "stop")
LEAVES = {"stop": "utter_stopped", "goodbye": "utter_goodbye"}
ASKS_AGAIN = {"inform_wrong": "utter_wrong", "lacks_it": "utter_lacks_it"}
_ENDS: list[Mapping[str, Any]] = [{"action": "action_deactivate_loop"}, {"active_loop": None}]
_ASKED_NO_MORE = {"slot_was_set": [{"requested_slot": None}]}


def rules_of_forms(forms: Iterable[str], own: Iterable[Rule]) -> list[Rule]:
    """The missing rules of each form."""
    written = {(form_of(rule), intent) for rule in own for intent in intents_of(rule)}
    return [rule for form in forms for intent, rule in _rules(form).items() if (form, intent) not in written]


def form_of(rule: Rule) -> str | None:
    """The form that must be active for this rule."""
    return next((c["active_loop"] for c in rule.get("condition") or () if "active_loop" in c), None)


def intents_of(rule: Rule) -> list[str]:
    """The intents that the rule begins with."""
    first = rule["steps"][0]
    return [step["intent"] for step in first.get("or", [first]) if "intent" in step]


def _rules(form: str) -> dict[str, Rule]:
    ends = {**{i: [*_ENDS, {"action": say}] for i, say in HANDS_OVER.items()}}
    ends |= {i: [*_ENDS, _ASKED_NO_MORE, {"action": say}] for i, say in LEAVES.items()}
    again = [{"action": form}, {"active_loop": form}]
    steps = ends | {i: [{"action": say}, *again] for i, say in ASKS_AGAIN.items()}
    return {
        intent: {
            "rule": f"{intent} in {form}",
            "condition": [{"active_loop": form}],
            "steps": [{"intent": intent}, *after],
        }
        for intent, after in steps.items()
    }
