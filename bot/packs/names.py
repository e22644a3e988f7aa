"""Whether everything that a pack names is there: intents, actions, slots, the questions of its forms, its effects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.packs.connector_dialogue import FAILED, dialogues_of
from bot.packs.files import FileFault
from bot.packs.form_rules import Rule, intents_of
from bot.packs.material import CONNECTORS, SETTINGS, Material
from bot.packs.merge import merged_domain, rules_of, settings_of
from bot.packs.yaml_file import line_of, read_yaml

_OF_RASA = frozenset({"action_deactivate_loop", "action_listen"})
# What `chat` can do (chat/turns/effects.py), besides asking the articles and handing over.
EFFECTS = frozenset({"ask_knowledge", "hand_over", "look_up", "check_return", "register_return", "save_contact"})
FALLBACK = "nlu_fallback"


def faults_of_names(material: Material) -> Iterator[FileFault]:
    """The faults of the last pack of `material`."""
    domain = merged_domain(material.folders)
    yield from _sentences(material, domain)
    yield from _rules(material, domain)
    yield from _settings(material, domain)
    yield from _forms(material, domain)
    yield from _responses(material)
    yield from _translations(material, domain)
    yield from _connectors(material, domain)


def _sentences(material: Material, domain: Mapping[str, Any]) -> Iterator[FileFault]:
    for file in sorted((material.packs[-1] / "nlu").rglob("*.yml")):
        for number, item in enumerate(read_yaml(file)["nlu"]):
            if (intent := item.get("intent")) is not None and intent not in {*domain["intents"], FALLBACK}:
                line = line_of(file, "nlu", number, "intent")
                yield FileFault(file, line, f"the intent `{intent}` is not in the domain: list it in domain/")


def _rules(material: Material, domain: Mapping[str, Any]) -> Iterator[FileFault]:
    actions = _OF_RASA | domain["responses"].keys() | domain["forms"].keys()
    intents = {*domain["intents"], FALLBACK}
    asks_first = {each.call for folder in material.folders for each in dialogues_of(folder) if each.confirmation}
    for file in sorted((material.packs[-1] / "rules").rglob("*.yml")):
        rules: list[Rule] = read_yaml(file)["rules"]
        for number, rule in enumerate(rules):
            for place, step in enumerate(rule["steps"]):
                line = line_of(file, "rules", number, "steps", place)
                for intent in [one.get("intent") for one in step.get("or", [step])]:
                    if intent is not None and intent not in intents:
                        yield FileFault(file, line, f"the intent `{intent}` is not in the domain")
                if (action := step.get("action")) is not None and action not in actions:
                    yield FileFault(file, line, f"`{action}` is no response and no form")
                elif action in asks_first:
                    yield FileFault(file, line, f"`{action}` changes something, so only its form may call it")


def _settings(material: Material, domain: Mapping[str, Any]) -> Iterator[FileFault]:
    file = material.packs[-1] / SETTINGS
    content = read_yaml(file) if file.is_file() else {}
    for intent in content.get("thresholds") or {}:
        if intent not in domain["intents"]:
            yield FileFault(file, line_of(file, "thresholds", intent), f"the intent `{intent}` is not in the domain")
    for part in ("values", "words"):
        for entity in content.get(part) or {}:
            if entity not in domain["entities"]:
                yield FileFault(
                    file, line_of(file, part, entity), f"`{entity}` is not among the entities of the domain"
                )


def _forms(material: Material, domain: Mapping[str, Any]) -> Iterator[FileFault]:
    for file in sorted((material.packs[-1] / "domain").rglob("*.yml")):
        for form, given in (read_yaml(file).get("forms") or {}).items():
            line = line_of(file, "forms", form)
            for slot in given.get("required_slots") or []:
                if slot not in domain["slots"]:
                    yield FileFault(
                        file, line, f"the form {form} asks for the slot `{slot}`, which is not in the domain"
                    )
                elif not {f"utter_ask_{slot}", f"utter_ask_{form}_{slot}"} & domain["responses"].keys():
                    yield FileFault(file, line, f"the form {form} has no question for `{slot}`: add utter_ask_{slot}")


def _responses(material: Material) -> Iterator[FileFault]:
    for file in sorted((material.packs[-1] / "domain").rglob("*.yml")):
        for name, variations in (read_yaml(file).get("responses") or {}).items():
            for number, variation in enumerate(variations):
                problem = _problem_of(variation)
                if problem is not None:
                    yield FileFault(file, line_of(file, "responses", name, number), f"{name}: {problem}")


def _translations(material: Material, domain: Mapping[str, Any]) -> Iterator[FileFault]:
    variations = [variation for several in domain["responses"].values() for variation in several]
    known = {variation["text"].strip() for variation in variations if "text" in variation}
    known |= {button["title"] for variation in variations for button in variation.get("buttons") or ()}
    for file in sorted((material.packs[-1] / "responses").glob("*.yml")):
        for text in read_yaml(file):
            if text not in known:
                yield FileFault(file, line_of(file, text), f"no response and no button says `{text}`")


def _connectors(material: Material, domain: Mapping[str, Any]) -> Iterator[FileFault]:
    """What a connector's form asks needs a question and a value to be read; what it tells, an intent with a rule."""
    file = material.packs[-1] / CONNECTORS
    settings = [settings_of(folder) for folder in material.folders]
    values = {"email", *(name for each in settings for name in each.get("values") or {})}
    own = [rule for folder in material.folders for rule in rules_of(folder)]
    answered = {intent for rule in own for intent in intents_of(rule)}
    for dialogue in dialogues_of(material.packs[-1]):
        line = line_of(file, "connectors", dialogue.name, "asks")
        for slot in dialogue.asks if dialogue.is_outside else ():
            if slot not in values:
                yield FileFault(file, line, f"{dialogue.name}: `{slot}` cannot be read: describe it in settings.yml")
            if dialogue.intent and not {f"utter_ask_{slot}", f"utter_ask_{dialogue.form}_{slot}"} & set(
                domain["responses"]
            ):
                yield FileFault(file, line, f"{dialogue.name}: there is no question for `{slot}`: add utter_ask_{slot}")
        for outcome, event, text in dialogue.events():
            if not text and outcome != FAILED and event not in answered:
                line = line_of(file, "connectors", dialogue.name, "outcomes", outcome)
                yield FileFault(file, line, f"{dialogue.name}: no rule says what follows `{event}`")


def _problem_of(variation: object) -> str | None:
    if not isinstance(variation, dict) or not ("text" in variation or "custom" in variation):
        return "each variation needs a `text` or a `custom` effect"
    if "text" in variation and not isinstance(variation["text"], str):
        return "`text` must be a text"
    if "custom" not in variation:
        return None
    effect = variation["custom"].get("effect") if isinstance(variation["custom"], dict) else None
    if effect == "call":
        return "a connector is called by the response utter_call_NAME, which every connector has"
    if effect not in EFFECTS:
        return f"`{effect}` is no effect; there are {', '.join(sorted(EFFECTS))}"
    return "hand_over needs a `reason`" if effect == "hand_over" and not variation["custom"].get("reason") else None
