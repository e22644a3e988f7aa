"""`packs check`: a fault names file and line, and the example of the documents is in order."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.packs.files import faults_of_files
from bot.packs.material import Material
from bot.packs.names import faults_of_names
from bot.packs.yaml_file import FileBroken
from tests.bot.packs.pack import documented_pack
from tests.bot.process import ROOT
from tests.bot.training import DATA, SHOP


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return documented_pack(tmp_path)


def faults(pack: Path) -> list[str]:
    found = [*faults_of_files(pack)] or [*faults_of_names(Material(DATA, (pack,)))]
    return [f"{fault.file.relative_to(pack)}:{fault.line} {fault.reason}" for fault in found]


def change(file: str, old: str, new: str) -> Callable[[Path], None]:
    def work(pack: Path) -> None:
        text = (pack / file).read_text(encoding="utf-8")
        assert old in text
        (pack / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return work


def test_the_example_of_the_documents_and_the_shop_are_in_order(pack: Path) -> None:
    assert faults(pack) == []
    assert faults(SHOP) == []


@pytest.mark.parametrize(
    ("work", "fault"),
    [
        (change("pack.yml", "title:", "titel:"), "pack.yml:2 the key `titel` is not known here"),
        (change("pack.yml", "id: outages", "id: Outages"), "pack.yml:1 `Outages` is no id"),
        (change("settings.yml", "thresholds", "treshold"), "settings.yml:1 the key `treshold` is not known here"),
        (change("settings.yml", "0.5", "50"), "settings.yml:2 the threshold of report_outage must be from 0 to 1"),
        (change("settings.yml", r"(\d{4})", r"(\d{4}"), "`pattern` is no regular expression"),
        (change("nlu/en/outages.yml", "report_outage", "report_outages"), "outages.yml:3 the intent `report_outages`"),
        (change("nlu/en/outages.yml", "- my internet", "my internet"), "outages.yml:5 each example must begin with"),
        (change("rules/outages.yml", "action: outage_form", "action: outage_from"), "`outage_from` is no response"),
        (
            change("rules/outages.yml", "active_loop: outage_form", "activ_loop: x"),
            "the step `activ_loop` is not known",
        ),
        (change("domain/outages.yml", "utter_ask_postcode", "utter_ask_postal"), "has no question for `postcode`"),
        (change("domain/outages.yml", "effect: hand_over", "effect: hand_up"), "`hand_up` is no effect"),
        (lambda pack: (pack / "run.py").touch(), "run.py:1 a pack contains no such file"),
        (lambda pack: (pack / "link.yml").symlink_to("/etc/passwd"), "link.yml:1 a pack contains no such file"),
    ],
)
def test_a_fault_names_file_and_line(pack: Path, work: Callable[[Path], None], fault: str) -> None:
    work(pack)
    assert any(fault in found for found in faults(pack)), faults(pack)


def test_a_broken_file_names_its_line(pack: Path) -> None:
    change("domain/outages.yml", "forms:", "forms: [")(pack)
    with pytest.raises(FileBroken, match=r"domain/outages\.yml, line \d+: this is not valid YAML"):
        faults(pack)


def test_rules_that_contradict_each_other_are_named(python: str, pack: Path) -> None:
    (pack / "rules" / "more.yml").write_text(
        'version: "3.1"\nrules:\n- rule: to the articles\n  steps:\n  - intent: report_outage\n'
        "  - action: utter_ask_knowledge\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [python, "-m", "bot.packs.check", str(pack)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "rules contradict each other" in done.stdout
    assert "'to the articles'" in done.stdout
