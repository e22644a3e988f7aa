"""Base and packs together: what a pack replaces, what is added to every form, and how YAML is read."""

from pathlib import Path

import pytest
import yaml

from bot.packs.form_rules import IGNORED, form_of, intents_of
from bot.packs.material import Material
from bot.packs.merge import configured, merge, merged_rules
from bot.packs.yaml_file import FileBroken, line_of, read_yaml
from tests.bot.process import ROOT
from tests.bot.training import DATA, SHOP

MERGED = merge(Material(DATA, (SHOP,)), ROOT / "bot" / "config.yml")


def rules_in(form: str) -> dict[str, list[str | None]]:
    rules = [rule for rule in MERGED.rules if form_of(rule) == form and intents_of(rule)]
    return {intents_of(rule)[0]: [step.get("action") for step in rule["steps"]] for rule in rules}


@pytest.mark.parametrize("form", MERGED.domain["forms"])
def test_every_form_ends_for_a_person_an_alarm_stop_and_goodbye(form: str) -> None:
    rules = rules_in(form)
    assert all("action_deactivate_loop" in rules[intent] for intent in (*IGNORED, "goodbye"))
    assert form in rules["inform_wrong"]


def test_a_packs_own_rule_in_a_form_replaces_the_general_one() -> None:
    assert rules_in("return_form")["stop"][-1] == "utter_return_withdrawn"
    assert rules_in("order_form")["stop"][-1] == "utter_stopped"


def test_a_pack_replaces_what_the_base_says_and_does() -> None:
    base = merge(Material(DATA), ROOT / "bot" / "config.yml")
    assert MERGED.domain["responses"]["utter_greet"] != base.domain["responses"]["utter_greet"]
    assert MERGED.domain["responses"]["utter_not_helped"] == base.domain["responses"]["utter_not_helped"]
    of_contact = [rule for rule in MERGED.rules if intents_of(rule) == ["leave_contact"] and form_of(rule) is None]
    assert [rule["steps"][1]["action"] for rule in of_contact] == ["contact_form"]


def test_one_intent_is_taken_out_of_a_rule_for_many() -> None:
    many = {"rule": "questions", "steps": [{"or": [{"intent": "a"}, {"intent": "b"}]}, {"action": "utter_x"}]}
    own = {"rule": "mine", "steps": [{"intent": "a"}, {"action": "utter_y"}]}
    assert merged_rules([[many], [own]]) == [{**many, "steps": [{"intent": "b"}, {"action": "utter_x"}]}, own]
    assert merged_rules([[own], [many]]) == [many]


def test_settings_reach_the_components_that_read_them() -> None:
    config = yaml.safe_load((ROOT / "bot" / "config.yml").read_text(encoding="utf-8"))
    changed = configured(config, [{"thresholds": {"a": 0.7}}, {"thresholds": {"b": 0.2}, "words": {"product": ["x"]}}])
    components = {component["name"].rsplit(".", 1)[-1]: component for component in changed["pipeline"]}
    assert components["Fallback"]["thresholds"] == {"a": 0.7, "b": 0.2}
    assert components["SpacyNLP"]["words"] == {"product": ["x"]}


def test_yes_is_a_word_and_an_error_names_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("rules:\n- rule: yes\n  steps: []\n- rule: two\n", encoding="utf-8")
    assert read_yaml(file)["rules"][0]["rule"] == "yes"
    assert line_of(file, "rules", 1, "rule") == 4
    file.write_text("a: 1\nb: c: d\n", encoding="utf-8")
    with pytest.raises(FileBroken, match=r"a\.yml, line 2: this is not valid YAML"):
        read_yaml(file)
