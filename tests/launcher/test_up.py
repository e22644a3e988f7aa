"""`./baton up` as a new user sees it: all of Baton, started by its one command."""

import json
import os
import re
import signal
import stat
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.launcher.launched import ROOT, Launched, gone, run_baton

COMPLETE = "Baton is complete: the bot answers"


def start(data: Path) -> Launched:
    return Launched([ROOT / "baton", "up", "--port", "0", "--data", data], within_seconds=600)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("up") / "data"


@pytest.fixture(scope="module")
def baton(data: Path) -> Iterator[Launched]:
    launched = start(data)
    launched.until(COMPLETE)
    yield launched
    launched.close()


def address(baton: Launched, name: str) -> str:
    return baton.until(rf"^  {name} +(http://\S+)$").group(1)


def call(baton: Launched, path: str, body: dict[str, Any] | None = None, token: str = "") -> dict[str, Any]:
    base = address(baton, "console").removesuffix("/console")
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    content = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{base}/api/v1{path}", data=content, headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        read: dict[str, Any] = json.load(answer)
        return read


def process(baton: Launched, name: str) -> int:
    return int(baton.until(rf"^baton +\| {name} started as process (\d+)$").group(1))


def test_each_demo_sign_in_is_alone_on_its_line_and_also_available_as_json(baton: Launched, data: Path) -> None:
    printed = [line.split("\t")[1:] for line in baton.lines if line.startswith("sign-in\t")]
    listed = json.loads(run_baton("sign-ins", "--data", data).stdout)
    assert printed == [[row["role"], row["email"], row["password"]] for row in listed]
    roles = [row["role"] for row in listed]
    assert roles.count("agent") >= 2
    assert {"editor", "supervisor", "admin"} <= set(roles)


def test_status_names_every_process_of_a_running_baton_and_its_health(baton: Launched, data: Path) -> None:
    told = json.loads(run_baton("status", "--data", data, "--json").stdout)
    assert told["launcher"] == baton.pid
    assert told["health"]["status"] == "ok"
    running = {each["name"]: each["pid"] for each in told["processes"]}
    assert set(running) == {"chat", "knowledge", "bot", "redis", "shop"}
    assert running["chat"] == process(baton, "chat")
    assert told["database"]["people"]["admin"] >= 1
    lines = run_baton("status", "--data", data).stdout.splitlines()
    port = address(baton, "console").rpartition(":")[2].removesuffix("/console")
    assert f"runs (`./baton up`, process {baton.pid}, on port {port})" in lines[0]
    findings = json.loads(run_baton("doctor", "--data", data, "--json").stdout)["findings"]
    assert {each["code"] for each in findings} <= {"open_files", "disk", "inodes", "not_set_up"}, (
        "of this machine alone"
    )


def test_every_printed_address_opens(baton: Launched) -> None:
    for name in ("demo shop", "console", "editor", "help"):
        with urllib.request.urlopen(address(baton, name), timeout=30) as page:
            assert page.status == 200
            assert b"<html" in page.read()


def test_the_shop_embeds_the_widget_of_this_baton(baton: Launched) -> None:
    base = address(baton, "console").removesuffix("/console")
    with urllib.request.urlopen(address(baton, "demo shop"), timeout=30) as page:
        assert f'src="{base}/widget.js"' in page.read().decode()


def test_a_printed_sign_in_works(baton: Launched) -> None:
    _, _, email, password = baton.until("^sign-in\tagent\t").string.split("\t")
    assert call(baton, "/sign-in", {"email": email, "password": password})["email"] == email


def test_only_the_owner_can_read_what_a_run_writes(baton: Launched, data: Path) -> None:
    files = [path for path in data.rglob("*") if path.is_file()]
    assert any(path.parent.name == "tokens" for path in files)
    assert [path for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_the_bot_gets_no_secret_but_its_own(baton: Launched) -> None:
    environment = Path(f"/proc/{process(baton, 'bot-1')}/environ").read_text(encoding="utf-8").split("\0")
    baton_names = {line.partition("=")[0] for line in environment if line.startswith("BATON_")}
    assert "BATON_BOT_TOKEN_FILE" in baton_names
    assert baton_names <= {"BATON_BOT_TOKEN_FILE", "BATON_LOG_LEVEL"}


def test_no_secret_appears_in_the_log(baton: Launched, data: Path) -> None:
    log = (data / "logs" / "baton.log").read_text(encoding="utf-8")
    secrets = [path.read_text(encoding="utf-8").strip() for path in (data / "tokens").iterdir()]
    secrets += [row["password"] for row in json.loads((data / "demo-sign-ins.json").read_text(encoding="utf-8"))]
    assert [secret for secret in secrets if secret in log] == []


def test_a_second_baton_on_the_same_data_folder_is_rejected(baton: Launched, data: Path) -> None:
    refused = run_baton("up", "--port", "0", "--data", data)
    assert refused.returncode == 1
    assert f"is in use by another Baton (process {baton.pid})" in refused.stderr


def test_a_second_chat_on_the_same_data_says_so(baton: Launched, data: Path) -> None:
    second = Launched([ROOT / "baton", "serve", "chat", "--port", "0", "--data", data])
    second.until(rf"^baton: \./baton up \(process {baton.pid}\) already runs on .*need one BATON_REDIS_URL")
    second.close()


def test_a_killed_chat_is_restarted_and_has_lost_nothing(baton: Launched) -> None:
    conversation = call(baton, "/conversations", {})
    path, token = f"/conversations/{conversation['conversation_id']}/messages", conversation["token"]
    sent = call(baton, path, {"client_message_id": "one", "text": "Do you ship to Norway?"}, token)
    os.kill(process(baton, "chat"), signal.SIGKILL)
    baton.until(r"^baton +\| chat ended with signal 9 .*; starting it again")
    baton.until(r"^baton +\| chat started as process \d+ \(start 2\)")
    baton.until_again(r"^baton +\| chat is ready")
    assert sent["id"] in [message["id"] for message in call(baton, f"{path}?after=0", token=token)["messages"]]


def bot_replies(baton: Launched, text: str) -> list[str]:
    """What the bot says to one message in a new conversation."""
    conversation = call(baton, "/conversations", {})
    path, token = f"/conversations/{conversation['conversation_id']}/messages", conversation["token"]
    sent = call(baton, path, {"client_message_id": "one", "text": text}, token)
    while True:
        messages = call(baton, f"{path}?after={sent['seq']}", token=token)["messages"]
        if said := [message["text"] for message in messages if message["author"]["kind"] == "bot"]:
            return said
        time.sleep(0.1)


def test_packs_are_switched_while_it_runs_and_no_turn_is_lost(baton: Launched, data: Path) -> None:
    baton.until(COMPLETE)
    asks_for_number = re.compile(r"is your order number\?|^Which order")
    assert asks_for_number.search(bot_replies(baton, "where is my order?")[0])
    switching = Launched([ROOT / "baton", "packs", "off", "shop", "--data", data], within_seconds=600)
    answers = []
    while not switching.ends_within(1.5):
        answers += bot_replies(baton, "hello")
    assert switching.ended() == 0, switching.lines
    assert switching.lines[-1] == "baton: the pack shop is off; the running bot has changed over."
    assert answers
    assert [said for said in answers if "cannot answer right now" in said] == []
    assert not asks_for_number.search(bot_replies(baton, "where is my order?")[0])
    on = Launched([ROOT / "baton", "packs", "on", "shop", "--data", data], within_seconds=600)
    assert on.ended() == 0, on.lines
    assert asks_for_number.search(bot_replies(baton, "where is my order?")[0])


def test_a_killed_launcher_leaves_nothing_behind_and_the_next_start_has_all_data(tmp_path: Path) -> None:
    first = start(tmp_path / "data")
    first.until(COMPLETE)
    conversation = call(first, "/conversations", {})
    pids = [int(found[1]) for line in first.lines if (found := re.search(r"started as process (\d+)", line))]
    first.signal(signal.SIGKILL)
    assert len(pids) >= 6
    assert all(gone(pid) for pid in pids)
    first.close()

    second = start(tmp_path / "data")
    second.until("^sign-in\tadmin\t")
    path = f"/conversations/{conversation['conversation_id']}"
    assert call(second, path, token=conversation["token"])["id"] == conversation["conversation_id"]
    assert [line for line in second.lines if line.startswith("sign-in")] == [
        line for line in first.lines if line.startswith("sign-in")
    ]
    assert address(second, "demo shop") == address(first, "demo shop")
    second.signal(signal.SIGTERM)
    assert second.ended() == 0
    assert second.lines[-1].endswith("| stopped")
    assert [path.name for path in (tmp_path / "data").glob("baton.sqlite3*")] == ["baton.sqlite3"], "no log is left"


def test_without_demo_data_there_is_one_administrator_whose_password_is_shown_once(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    launched = Launched([ROOT / "baton", "up", "--no-demo", "--port", "0", "--data", folder], within_seconds=600)
    _, email, password, _ = launched.until("^first administrator\t").string.split("\t")
    assert call(launched, "/sign-in", {"email": email, "password": password})["roles"] == ["admin"]
    launched.signal(signal.SIGTERM)
    assert launched.ended() == 0
    assert [line for line in launched.lines if line.startswith("sign-in") or "demo shop" in line] == []
    assert json.loads(run_baton("sign-ins", "--data", tmp_path / "data").stdout) == []
    everything = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert [path for path in everything if password.encode() in path.read_bytes()] == []
    launched.close()


def test_people_sign_in_with_a_one_time_link(tmp_path: Path) -> None:
    added = run_baton("people", "add", "new@example.com", "--role", "agent", "--data", tmp_path / "data")
    assert added.returncode == 0, added.stderr
    assert re.fullmatch(r"http://\S+\n", added.stdout)
    again = run_baton("people", "reset", "new@example.com", "--data", tmp_path / "data")
    assert re.fullmatch(r"http://\S+\n", again.stdout)
    assert again.stdout != added.stdout
    unknown = run_baton("people", "reset", "nobody@example.com", "--data", tmp_path / "data")
    assert unknown.returncode == 1
    assert unknown.stdout == ""
