"""Puts the base and the active packs together: one domain, one set of rules, one configuration of the pipeline.

A pack may replace what the base says (a response with the same name) and does (a rule for the same intent). Everything
else is added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.packs.connector_dialogue import dialogues_of
from bot.packs.form_rules import IGNORED, Rule, form_of, intents_of, rules_of_forms
from bot.packs.languages import tables_of, translations_of, with_translations
from bot.packs.material import SETTINGS, Material
from bot.packs.yaml_file import read_yaml, write_yaml

VERSION = "3.1"
_LISTS = ("intents", "entities")
_TABLES = ("slots", "forms", "responses")


@dataclass(frozen=True)
class Merged:
    """What Rasa trains on besides the sentences."""

    domain: dict[str, Any]
    rules: list[Rule]
    config: dict[str, Any]
    tables: list[dict[str, str]] = field(default_factory=list)

    def write(self, folder: Path) -> tuple[Path, Path, Path]:
        """Writes domain, rules (with the tables) and configuration as Rasa's files, and returns their paths."""
        return (
            write_yaml(folder / "domain.yml", {"version": VERSION, **self.domain}),
            write_yaml(folder / "rules.yml", {"version": VERSION, "nlu": self.tables, "rules": self.rules}),
            write_yaml(folder / "config.yml", self.config),
        )


def merge(material: Material, config: Path) -> Merged:
    """Reads and merges all folders. `config` is the pipeline, without what packs set in it."""
    domain = merged_domain(material.folders)
    rules = merged_rules(
        [own for folder in material.folders for own in (_rules_of_connectors(folder), rules_of(folder))]
    )
    rules += rules_of_forms(domain["forms"], rules)
    domain["responses"] = with_translations(domain["responses"], translations_of(material))
    settings = configured(read_yaml(config), map(settings_of, material.folders))
    return Merged(domain, rules, settings, tables_of(material))


def merged_domain(folders: Sequence[Path]) -> dict[str, Any]:
    domain: dict[str, Any] = {**{part: [] for part in _LISTS}, **{part: {} for part in _TABLES}}
    for folder in folders:
        files = [read_yaml(file) for file in sorted((folder / "domain").rglob("*.yml"))]
        for content_of_file in [*(each.domain() for each in dialogues_of(folder)), *files]:
            for part, content in content_of_file.items():
                if part in _LISTS:
                    domain[part] += [name for name in content or () if name not in domain[part]]
                elif part in _TABLES:
                    domain[part] |= content or {}
                elif part != "version":
                    domain[part] = content
    for form in domain["forms"].values():
        form.setdefault("ignored_intents", [name for name in IGNORED if name in domain["intents"]])
    return domain


def merged_rules(of_folders: Sequence[Sequence[Rule]]) -> list[Rule]:
    """A later folder's rule for an intent outside of forms replaces the earlier ones for it."""
    rules: list[Rule] = []
    for own in of_folders:
        taken = {rule_intent for rule in own if _is_for_an_intent(rule) for rule_intent in intents_of(rule)}
        rules = [kept for rule in rules if (kept := _without(rule, taken)) is not None] + [deepcopy(r) for r in own]
    return rules


def _is_for_an_intent(rule: Rule) -> bool:
    return form_of(rule) is None and bool(intents_of(rule))


def _without(rule: Rule, taken: set[str]) -> Rule | None:
    """The rule for the intents that are left; None if none is."""
    if not _is_for_an_intent(rule) or not taken.intersection(intents_of(rule)):
        return rule
    left = [intent for intent in intents_of(rule) if intent not in taken]
    if not left:
        return None
    first = {"intent": left[0]} if len(left) == 1 else {"or": [{"intent": intent} for intent in left]}
    return {**rule, "steps": [first, *rule["steps"][1:]]}


def configured(config: Mapping[str, Any], settings: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The pipeline with the settings of base and packs in its components."""
    changed = deepcopy(dict(config))
    components = {component["name"].rsplit(".", 1)[-1]: component for component in changed["pipeline"]}
    for own in settings:
        components["Fallback"].setdefault("thresholds", {}).update(own.get("thresholds") or {})
        for name in ("ExplicitRequests", "FormValues"):
            components[name].setdefault("values", {}).update(own.get("values") or {})
        components["FormValues"].setdefault("offered_reasons", []).extend(own.get("offered_reasons") or [])
        components["SpacyNLP"].setdefault("words", {}).update(own.get("words") or {})
    return changed


def settings_of(folder: Path) -> dict[str, Any]:
    """The settings of a pack, with those of its connectors; empty if it has none."""
    file = folder / SETTINGS
    settings = read_yaml(file) if file.is_file() else {}
    values = {name: value for each in dialogues_of(folder) for name, value in each.values().items()}
    return {**settings, "values": {**values, **(settings.get("values") or {})}} if values else settings


def _rules_of_connectors(folder: Path) -> list[Rule]:
    return [rule for each in dialogues_of(folder) for rule in each.rules()]


def rules_of(folder: Path) -> list[Rule]:
    """Those that somebody has written."""
    return [rule for file in sorted((folder / "rules").rglob("*.yml")) for rule in read_yaml(file).get("rules") or ()]
