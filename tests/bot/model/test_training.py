"""Training: the name depends on the inputs, training twice costs nothing, and test data is never read."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from bot.manifest import model_name, training_files
from tests.bot.process import ROOT

DATA = ROOT / "training_data"


def test_training_again_finds_the_model(python: str, model: Path) -> None:
    before = model.stat().st_mtime_ns
    done = subprocess.run(
        [python, "-m", "bot.train", "--data", str(DATA), "--out", str(model.parent)],
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
def data(tmp_path: Path) -> Path:
    for part in ("nlu", "person_requests", "rules", "stories", "evaluation"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "a.yml").write_text("a", encoding="utf-8")
    return tmp_path


def test_the_name_depends_on_what_the_model_learns_from(data: Path) -> None:
    name = model_name(data)
    for part in ("nlu", "person_requests", "rules"):
        (data / part / "a.yml").write_text(part, encoding="utf-8")
        assert model_name(data) != name
        name = model_name(data)
    assert model_name(data, "another encoder") != name


def test_stories_and_evaluation_data_are_never_read(data: Path) -> None:
    name = model_name(data)
    for part in ("stories", "evaluation"):
        (data / part / "a.yml").write_text("changed", encoding="utf-8")
    assert model_name(data) == name
    assert {file.parent.name for file in training_files(data)} == {"nlu", "person_requests", "rules"}


def test_every_intent_of_the_data_has_a_rule_and_is_in_the_domain() -> None:
    taught = {
        intent["intent"]
        for file in (DATA / "nlu").glob("*.yml")
        for intent in yaml.safe_load(file.read_text("utf-8"))["nlu"]
        if "intent" in intent
    }
    domain = yaml.safe_load((ROOT / "bot/domain/intents.yml").read_text("utf-8"))["intents"]
    rules = "".join(file.read_text("utf-8") for file in (DATA / "rules").glob("*.yml"))
    assert taught <= set(domain)
    assert {intent for intent in domain if f"intent: {intent}\n" not in rules} == set()


def test_the_reasons_offered_are_the_buttons() -> None:
    config = yaml.safe_load((ROOT / "bot/config.yml").read_text("utf-8"))
    (values,) = [c for c in config["pipeline"] if c["name"].endswith("FormValues")]
    responses = yaml.safe_load((ROOT / "bot/domain/responses_forms.yml").read_text("utf-8"))["responses"]
    buttons = [button for question in responses["utter_ask_return_reason"] for button in question["buttons"]]
    # A pressed button arrives as its title; a typed answer may be the title or the payload.
    assert {button[part] for button in buttons for part in ("title", "payload")} == set(values["offered_reasons"])


def test_the_domain_and_the_component_agree_on_which_intents_leave_a_form() -> None:
    source = (ROOT / "bot/components/form_values.py").read_text("utf-8")
    forms = yaml.safe_load((ROOT / "bot/domain/forms.yml").read_text("utf-8"))["forms"]
    for form in forms.values():
        assert all(f'"{intent}"' in source for intent in form["ignored_intents"])
