"""Training: the name depends on the inputs, training twice costs nothing, and test data is never read."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from bot.model.manifest import model_name
from bot.packs.form_rules import IGNORED
from bot.packs.material import Material
from bot.packs.merge import merge
from tests.bot.process import ROOT
from tests.bot.training import DATA, SHOP

CONFIG = ROOT / "bot" / "config.yml"


def test_training_again_finds_the_model(python: str, model: Path) -> None:
    before = model.stat().st_mtime_ns
    done = subprocess.run(
        [python, "-m", "bot.train", "--data", str(DATA), "--pack", str(SHOP), "--out", str(model.parent)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == str(model), done.stderr
    assert model.stat().st_mtime_ns == before


def test_a_sentence_without_a_vector_ends_the_training(python: str, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    done = subprocess.run(
        [python, "-m", "bot.train", f"--data={DATA}", f"--out={tmp_path}", f"--vectors={tmp_path / 'none.jsonl'}"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "no vector" in done.stderr
    assert list(tmp_path.glob("bot-*")) == []


@pytest.fixture
def material(tmp_path: Path) -> Material:
    data, pack = tmp_path / "data", tmp_path / "pack"
    for folder in (data / "base", pack):
        for part in ("domain", "nlu/en", "nlu/de", "person_requests", "rules", "stories", "evaluation"):
            (folder / part).mkdir(parents=True)
            (folder / part / "a.yml").write_text("a", encoding="utf-8")
        (folder / "settings.yml").write_text("a", encoding="utf-8")
    for part in ("person_requests", "evaluation"):
        (data / part).mkdir()
        (data / part / "a.yml").write_text("a", encoding="utf-8")
    return Material(data, (pack,))


def test_the_name_depends_on_what_the_model_learns_from(material: Material) -> None:
    name = model_name(material)
    assert len(material.files) == 13
    for file in material.files:
        file.write_text(str(file), encoding="utf-8")
        assert model_name(material) != name
        name = model_name(material)
    assert model_name(material, "another encoder") != name
    assert model_name(Material(material.data)) != name


def test_stories_and_evaluation_data_are_never_read(material: Material) -> None:
    name = model_name(material)
    for folder in material.folders:
        for part in ("stories", "evaluation"):
            (folder / part / "a.yml").write_text("changed", encoding="utf-8")
    assert model_name(material) == name


NONE_OF_THEM = "nlu_fallback"
"""What Rasa calls a message without an intent; everyday questions are examples of it."""


@pytest.mark.parametrize("packs", [(), (SHOP,)], ids=["base", "shop"])
def test_every_intent_has_a_rule_and_is_in_the_domain(packs: tuple[Path, ...]) -> None:
    material = Material(DATA, packs)
    merged = merge(material, CONFIG)
    taught = {
        intent["intent"]
        for file in material.sentence_files
        for intent in yaml.safe_load(file.read_text("utf-8"))["nlu"]
        if "intent" in intent
    }
    steps = [step for rule in merged.rules for first in rule["steps"] for step in first.get("or", [first])]
    rules = {step.get("intent") for step in steps}
    only_in_forms = set() if packs else {"inform", "inform_wrong", "lacks_it"}
    assert taught - {NONE_OF_THEM} <= set(merged.domain["intents"])
    assert NONE_OF_THEM in rules
    assert set(merged.domain["intents"]) - rules == only_in_forms


def test_the_reasons_offered_are_the_buttons() -> None:
    merged = merge(Material(DATA, (SHOP,)), CONFIG)
    (values,) = [c for c in merged.config["pipeline"] if c["name"].endswith("FormValues")]
    buttons = [
        button for question in merged.domain["responses"]["utter_ask_return_reason"] for button in question["buttons"]
    ]
    # A pressed button arrives as its title; a typed answer may be the title or the payload.
    offered = {button[part] for button in buttons for part in ("title", "payload")}
    for variation in merged.domain["responses"]["utter_ask_return_reason"]:
        for translation in variation.get("metadata", {}).get("translations", {}).values():
            offered |= set(translation["titles"])
    assert offered == set(values["offered_reasons"])


def test_the_domain_and_the_component_agree_on_which_intents_leave_a_form() -> None:
    source = (ROOT / "bot/components/form_values.py").read_text("utf-8")
    assert all(f'"{intent}"' in source for intent in IGNORED)
    forms = merge(Material(DATA, (SHOP,)), CONFIG).domain["forms"]
    assert all(form["ignored_intents"] == list(IGNORED) for form in forms.values())
