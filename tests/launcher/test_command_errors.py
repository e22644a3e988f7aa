"""Each command error is one sentence that says what is wrong and what to do, with a non-zero exit code."""

import fcntl
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from launcher.command_error import CommandError
from launcher.data_folder.database import check_whole
from launcher.places import Checkout
from launcher.processes import ports
from launcher.set_up.environments import app_step
from launcher.set_up.machine import (
    require_compiler,
    require_libc,
    require_space,
    require_temporary_space,
    require_venv_module,
    require_writable,
)
from launcher.set_up.progress import Progress
from tests.fixtures.databases import PostgresServer
from tests.launcher.launched import ROOT, run_baton

OLD_PYTHON = """
import runpy, sys
sys.version_info = (3, 10, 13, "final", 0)
sys.argv = ["baton", "up"]
runpy.run_path(sys.orig_argv[-1], run_name="__main__")
"""


def test_a_wrong_python_version_is_rejected_with_a_clear_message() -> None:
    command = [sys.executable, "-c", OLD_PYTHON, str(ROOT / "baton")]
    done = subprocess.run(command, capture_output=True, text=True, env={"PATH": "/nowhere"}, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("baton: this is Python 3.10.13, and Baton needs Python 3.11: install it")


def test_a_wrong_python_version_hands_over_to_a_python_3_11_on_the_path(tmp_path: Path) -> None:
    right = tmp_path / "python3.11"
    right.symlink_to(sys.executable)
    command = [sys.executable, "-c", OLD_PYTHON.replace('"up"', '"--help"'), str(ROOT / "baton")]
    done = subprocess.run(command, capture_output=True, text=True, env={"PATH": str(tmp_path)}, check=False)
    assert done.returncode == 0
    assert "usage: baton" in done.stdout


def test_a_port_in_use_is_rejected_before_anything_is_done(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run_baton("up", "--port", str(port), "--data", tmp_path / "data")
    assert done.returncode == 1
    expected = f"baton: port {port} on 127.0.0.1 is in use or not allowed: stop the program that uses it"
    assert done.stderr.startswith(expected)
    assert {entry.name for entry in (tmp_path / "data").iterdir()} == {"lock"}


def test_a_misspelt_setting_is_named_at_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_PUBLIC_ULR", "https://support.example.com")
    monkeypatch.setenv("BATON_COMPANY", "Wren & Wheel")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run_baton("up", "--port", str(taken.getsockname()[1]), "--data", tmp_path / "data")
    first, second = done.stderr.splitlines()[:2]
    assert first == "baton: nothing reads the variable BATON_PUBLIC_ULR. Rename it to BATON_PUBLIC_URL."
    assert "is in use" in second, "a variable that is read is not named"


def test_a_data_folder_in_use_is_rejected(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w", encoding="utf-8") as holder:
        fcntl.flock(holder, fcntl.LOCK_EX)
        holder.write("4711\n")
        holder.flush()
        done = run_baton("up", "--port", "0", "--data", tmp_path)
    assert done.returncode == 1
    assert f"the data folder {tmp_path} is in use by another Baton (process 4711)" in done.stderr


def test_a_host_that_this_machine_does_not_have_is_rejected() -> None:
    with pytest.raises(CommandError, match="choose another with --host"):
        ports.require_free("no-such-host.invalid", 8000)


def test_a_full_disk_is_rejected_before_the_first_package(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path)
    with pytest.raises(
        CommandError, match=r"set-up needs about 2,700 MB on the disk of .*, and 5 MB are free: free some space"
    ):
        require_space(checkout, [app_step(checkout, Progress())], free_megabytes=5)


def test_a_full_folder_for_temporary_files_is_rejected_with_a_solution(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"1,000 MB in .* and 20 MB are free: .*TMPDIR"):
        require_temporary_space(tmp_path, free_megabytes=20)


@pytest.mark.parametrize(
    ("glibc", "sentence"),
    [
        (None, "this Linux has no glibc, and Baton's packages need it: use a Linux with glibc 2.28"),
        ("2.27", "this Linux has glibc 2.27, and Baton's packages need 2.28: use a Linux"),
    ],
)
def test_a_linux_without_prebuilt_packages_is_rejected_before_the_first_one(glibc: str | None, sentence: str) -> None:
    require_libc("2.28")
    with pytest.raises(CommandError, match=sentence):
        require_libc(glibc)


def test_a_processor_without_prebuilt_packages_needs_a_compiler(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    require_compiler("x86_64")
    with pytest.raises(
        CommandError, match=r"for the processor riscv64, and `cc` is missing .*: use x86_64, or install it"
    ):
        require_compiler("riscv64")


def test_a_python_without_venv_is_rejected_with_the_package_that_has_it(tmp_path: Path) -> None:
    """Debian's `python3.11` package alone: it has `venv`, but not the files that `venv` unpacks."""
    bare = tmp_path / "python"
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -c "import venv; import no_such_module" ', encoding="utf-8")
    bare.chmod(0o700)
    require_venv_module(sys.executable)
    with pytest.raises(CommandError, match=r"comes without `venv`: install it .*apt install python3\.11-venv"):
        require_venv_module(str(bare))


def test_a_read_only_checkout_is_rejected_with_a_clear_message(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    require_writable(tmp_path / "new" / ".baton")
    with pytest.raises(CommandError, match=r"set-up cannot write into .*: Not a directory"):
        require_writable(tmp_path / "file" / ".baton")


def test_sign_ins_of_a_missing_folder_are_rejected(tmp_path: Path) -> None:
    done = run_baton("sign-ins", "--data", tmp_path / "nothing")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"baton: there is no data folder {tmp_path / 'nothing'}: start Baton on it first")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["decide", "--in", "nothing.jsonl", "--out", "out.jsonl"], "there is no file nothing.jsonl: check"),
        (
            ["evaluate", "answers", "--articles", "nothing", "--questions", "q"],
            "there is no folder nothing: name",
        ),
        (
            ["evaluate", "intents", "--train", "nothing", "--test", "nothing"],
            "there is no file nothing: check its name.",
        ),
    ],
)
def test_missing_input_files_are_rejected_before_set_up(arguments: list[str], sentence: str) -> None:
    done = run_baton(*arguments)
    assert done.returncode == 1
    assert done.stderr.startswith(f"baton: {sentence}")


@pytest.mark.parametrize(
    "command",
    [
        ["up"],
        ["sign-ins"],
        ["set-up"],
        ["serve"],
        ["migrate"],
        ["people", "add"],
        ["people", "reset"],
        ["test"],
        ["check"],
        ["train"],
        ["evaluate", "intents"],
        ["evaluate", "answers"],
        ["decide"],
        ["benchmark"],
        ["status"],
        ["doctor"],
        ["backup"],
        ["restore"],
        ["people-data", "export"],
        ["people-data", "erase"],
        ["audit", "verify"],
    ],
)
def test_every_command_has_help(command: list[str]) -> None:
    done = run_baton(*command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: baton {' '.join(command)}")


def cut_short(database: Path) -> None:
    with database.open("r+b") as file:
        file.truncate(database.stat().st_size - 5_000)


def garbled(database: Path) -> None:
    with database.open("r+b") as file:
        file.seek(database.stat().st_size // 2 // 4_096 * 4_096)
        file.write(b"\x5a" * 4_096)


@pytest.mark.parametrize("damage", [cut_short, garbled])
def test_a_damaged_database_is_rejected_with_a_report_and_left_unchanged(
    damage: Callable[[Path], None], tmp_path: Path, sqlite_template: Path
) -> None:
    database = tmp_path / "baton.sqlite3"
    shutil.copy(sqlite_template, database)
    check_whole(database)
    damage(database)
    before = database.read_bytes()
    with pytest.raises(CommandError, match=r"is damaged.*Restore a backup") as refused:
        check_whole(database)
    assert len(str(refused.value).splitlines()) > 1, "SQLite's findings"
    assert database.read_bytes() == before
    done = run_baton("migrate", "--data", tmp_path)
    assert done.returncode == 1
    assert "is damaged" in done.stderr
    assert database.read_bytes() == before


def emptied(database: Path) -> None:
    database.write_bytes(b"")


def fresh(database: Path) -> None:
    """Tables but no people, as after a migration of an empty database."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("delete from people")


@pytest.mark.parametrize(("loss", "said"), [(Path.unlink, "is gone"), (emptied, "is empty")])
def test_a_database_that_existed_before_is_not_created_again(
    loss: Callable[[Path], None], said: str, tmp_path: Path
) -> None:
    database = tmp_path / "baton.sqlite3"
    assert run_baton("people", "add", "new@example.com", "--role", "admin", "--data", tmp_path).returncode == 0
    shutil.copy(database, tmp_path / "backup")
    loss(database)
    left = {path: path.read_bytes() for path in tmp_path.glob("baton.sqlite3")}
    for command in (["migrate"], ["serve", "chat"], ["serve", "knowledge"], ["up", "--port", "0"]):
        done = run_baton(*command, "--data", tmp_path)
        assert done.returncode == 1
        assert f"the data folder {tmp_path} was set up before, and its database {database} {said}" in done.stderr
        assert "Restore a backup" in done.stderr
        assert {path: path.read_bytes() for path in tmp_path.glob("baton.sqlite3")} == left, "nothing was created"
    shutil.copy(tmp_path / "backup", database)
    assert run_baton("migrate", "--data", tmp_path).returncode == 0
    assert run_baton("people", "reset", "new@example.com", "--data", tmp_path).returncode == 0


@pytest.mark.parametrize(("loss", "said"), [(Path.unlink, "is gone"), (fresh, "is empty: it contains no people")])
def test_an_installation_without_people_is_not_started(
    loss: Callable[[Path], None], said: str, tmp_path: Path, sqlite_template: Path
) -> None:
    """Also one created by an older Baton, which left no other mark than its choice about the demo."""
    shutil.copy(sqlite_template, tmp_path / "baton.sqlite3")
    (tmp_path / "installation.json").write_text('{"demo": true, "seeded": true}', encoding="utf-8")
    loss(tmp_path / "baton.sqlite3")
    done = run_baton("up", "--port", "0", "--data", tmp_path)
    assert done.returncode == 1
    assert f"was set up before, and its database {tmp_path / 'baton.sqlite3'} {said}" in done.stderr


def test_a_data_folder_that_everybody_can_write_to_is_closed_or_refused(tmp_path: Path) -> None:
    own, foreign = tmp_path / "own", tmp_path / "foreign"
    for folder in (own, foreign):
        folder.mkdir()
        folder.chmod(0o777)
    (foreign / "somebody-elses.txt").write_text("here", encoding="utf-8")
    assert run_baton("migrate", "--data", own).returncode == 0
    assert own.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in own.iterdir() if path.is_file() and path.stat().st_mode & 0o077] == []
    own.chmod(0o777)
    assert run_baton("migrate", "--data", own).returncode == 0
    assert own.stat().st_mode & 0o777 == 0o700, "also where there is an installation"
    refused = run_baton("migrate", "--data", foreign)
    assert refused.returncode == 1
    assert f"every user of this machine can write to the data folder {foreign}" in refused.stderr
    assert [path.name for path in foreign.iterdir()] == ["somebody-elses.txt"]


def test_the_address_of_the_database_can_be_in_a_file(tmp_path: Path) -> None:
    address = tmp_path / "address"
    address.write_text(f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}\n", encoding="utf-8")
    done = run_baton("migrate", "--data", tmp_path / "data", BATON_DATABASE_URL_FILE=str(address))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "elsewhere.sqlite3").is_file()
    assert not (tmp_path / "data" / "baton.sqlite3").exists()
    done = run_baton("migrate", "--data", tmp_path / "data", BATON_DATABASE_URL_FILE=str(tmp_path / "nothing"))
    assert done.returncode == 1
    assert "BATON_DATABASE_URL_FILE is wrong" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_database_that_existed_before_is_not_created_again(tmp_path: Path, postgres: PostgresServer) -> None:
    postgres.execute("create database lost_and_found")
    address = postgres.address("lost_and_found").replace("baton@", "baton:sesame@")
    try:
        migrate = partial(run_baton, "migrate", "--data", tmp_path, BATON_DATABASE_URL=address)
        assert [migrate().returncode, migrate().returncode] == [0, 0]
        postgres.execute("drop database lost_and_found with (force)")
        postgres.execute("create database lost_and_found")
        done = migrate()
        assert done.returncode == 1
        assert f"the data folder {tmp_path} was set up before, and its database postgresql" in done.stderr
        assert "is empty, so nothing was started and nothing was changed. Restore a backup" in done.stderr
        assert "sesame" not in done.stderr
        (tmp_path / "installation.json").write_text('{"demo": true, "seeded": true}', encoding="utf-8")
        postgres.execute("drop database lost_and_found with (force)")
        postgres.execute("create database lost_and_found template template_baton")
        done = run_baton("up", "--port", "0", "--data", tmp_path, BATON_DATABASE_URL=address)
        assert done.returncode == 1
        assert "is empty: it contains no people" in done.stderr
    finally:
        postgres.execute("drop database lost_and_found with (force)")
