"""The restore drill: what was stored is there again, on either kind of database; a broken backup changes nothing."""

import json
import os
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert

from chat.assembly.seed import seed_demo
from chat.backup import make
from chat.backup.archive import MANIFEST
from chat.backup.make import make_backup
from chat.backup.restore import restore_backup
from chat.backup.stored_rows import read_rows, tables_of
from handoff.lifecycle.service import accept
from kit.database import Database
from kit.errors import BadRequest
from kit.passwords import Passwords
from kit.schema import current_revision, migrate, newest_revision
from knowledge_base.articles.article import Article
from knowledge_base.articles.files import article_file
from knowledge_base.articles.repository import list_published
from knowledge_base.imports.plan import import_folder
from knowledge_base.models import text_vectors
from staff.people.repository import find_by_email
from tests.fixtures.databases import KINDS, PostgresServer
from tests.fixtures.story import MovableClock, Story
from tests.launcher.launched import run_baton

PASSWORDS = Passwords()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder beside the database, with what a run leaves in it."""
    folder = tmp_path / "data"
    for name in ("tokens/bot", "logs/chat.log", "redis/redis.conf", "homes/chat/x", "uploads/picture", "set-up-before"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    (folder / "installation.json").write_text('{"demo": false, "seeded": true}', encoding="utf-8")
    (folder / "demo-sign-ins.json").write_text("[]", encoding="utf-8")
    (folder / "uploads" / "link").symlink_to("/etc/passwd")
    return folder


@pytest.fixture
def filled(story: Story, tmp_path: Path) -> dict[str, Any]:
    """Customers, a handoff with an agent, articles and people; returns what the drill looks for."""
    database, clock = story.database, story.clock
    sign_ins = database.write_now(seed_demo, PASSWORDS, clock())
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(3):
        article = Article(f"a{number}", f"Title {number} é", f"Body of {number}.", ("how?",), "Rides", "en")
        (articles / f"a{number}.md").write_text(article_file(article), encoding="utf-8")
    database.write_now(import_folder, articles, "Editor", clock())
    conversation = story.conversation()
    story.say(conversation, "Where is my parcel? 🚲")
    story.ask_for_person(conversation)
    database.write_now(accept, story.handoff(conversation).id, story.agent("Ida"), clock())
    quiet = story.conversation()
    vector = {"encoder": "e", "text_hash": "h", "vector": bytes(range(256))}
    database.write_now(lambda connection: connection.execute(insert(text_vectors).values(vector)))
    return {"conversation": conversation, "quiet": quiet, "sign_in": sign_ins[0]}


def everything(address: str) -> dict[str, list[list[Any]]]:
    """Every row of every table."""
    database = Database(address)
    try:
        return database.read_now(_everything)
    finally:
        database.close()


def _everything(connection: Connection) -> dict[str, list[list[Any]]]:
    found = {}
    for table in tables_of(connection):
        order = sorted(range(len(table.columns)), key=lambda place: table.columns.keys()[place])
        rows = [[row[place] for place in order] for row in read_rows(connection, table)]
        found[table.name] = sorted(rows, key=repr)
    return found


@pytest.fixture
def empty_target(
    request: pytest.FixtureRequest, tmp_path: Path, postgres: PostgresServer
) -> Iterator[Callable[[str], str]]:
    """For `sqlite` an empty address; for `postgresql` the address of a database without tables."""
    made: list[str] = []

    def make_one(kind: str) -> str:
        if kind == "sqlite":
            return ""
        made.append(f"restored_{tmp_path.name[-6:]}_{len(made)}".replace("-", "_").lower())
        postgres.execute(f"create database {made[-1]}")
        return postgres.address(made[-1])

    yield make_one
    for name in made:
        postgres.execute(f"drop database {name} with (force)")


def address_of(target: str, folder: Path) -> str:
    return target or f"sqlite:///{folder / 'baton.sqlite3'}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_restore_brings_everything_back_on_either_kind_of_database(
    kind: str,
    database_url: str,
    data: Path,
    filled: dict[str, Any],
    empty_target: Callable[[str], str],
    tmp_path: Path,
) -> None:
    before = everything(database_url)
    archive, folder, target = tmp_path / "backup.zip", tmp_path / "restored", empty_target(kind)
    make_backup(database_url, data, archive)
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    restore_backup(archive, folder, target)

    address = address_of(target, folder)
    assert everything(address) == before
    assert current_revision(address) == newest_revision()
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    expected = {"tokens/bot", "uploads/picture", "set-up-before", "installation.json"}
    assert files - {"baton.sqlite3", "baton.sqlite3-wal", "baton.sqlite3-shm"} == expected
    assert stat.S_IMODE((folder / "tokens" / "bot").stat().st_mode) == 0o600

    database = Database(address)
    try:
        again = Story(database, MovableClock())
        assert [message.seq for message in again.transcript(filled["conversation"])] == list(
            range(1, len(again.transcript(filled["conversation"])) + 1)
        )
        person = database.read_now(find_by_email, filled["sign_in"]["email"])
        assert person is not None
        assert person.password_hash is not None
        assert PASSWORDS._matches(filled["sign_in"]["password"], person.password_hash), "the same password works"
        assert len(database.read_now(list_published)) == 3
        again.say(filled["quiet"], "I am back")  # what is written now gets numbers of its own
        database.write_now(import_folder, _one_more(tmp_path), "Editor", again.clock())
    finally:
        database.close()


def _one_more(folder: Path) -> Path:
    more = folder / "more"
    more.mkdir()
    (more / "b.md").write_text(article_file(Article("b", "B", "Body.", (), "Rides", "en")), encoding="utf-8")
    return more


def test_a_backup_sees_one_moment_while_others_write(
    database_url: str, data: Path, story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.conversation()
    read_table = read_rows

    def read_while_others_write(connection: Connection, table: Any) -> Iterator[list[Any]]:
        conversation = story.conversation()  # before each table
        story.say(conversation, "in between")
        return read_table(connection, table)

    monkeypatch.setattr(make, "read_rows", read_while_others_write)
    manifest = make_backup(database_url, data, tmp_path / "backup")
    rows = {part.name: part.rows for part in manifest.tables}
    assert (rows["tables/conversations.jsonl"], rows["tables/messages.jsonl"]) == (1, 0)


@pytest.fixture
def archive(tmp_path: Path, sqlite_template: Path, data: Path) -> Path:
    """A small backup, of a folder with nothing but the tables."""
    shutil.copy(sqlite_template, data / "baton.sqlite3")
    make_backup(f"sqlite:///{data / 'baton.sqlite3'}", data, tmp_path / "small.zip")
    return tmp_path / "small.zip"


def rewritten(archive: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    """A copy in which each member was changed."""
    target = archive.with_name("changed.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return target


def with_manifest(archive: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    def one(name: str, content: bytes) -> tuple[str, bytes]:
        if name != MANIFEST:
            return name, content
        manifest = json.loads(content)
        change(manifest)
        return name, json.dumps(manifest).encode()

    return rewritten(archive, one)


def escaping(manifest: dict[str, Any]) -> None:
    next(part for part in manifest["parts"] if part["kind"] == "file")["name"] = "files/../../outside"


def over_the_database(manifest: dict[str, Any]) -> None:
    next(part for part in manifest["parts"] if part["kind"] == "file")["name"] = "files/baton.sqlite3"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda manifest: manifest.update(format=2), "has the format 2"),
        (lambda manifest: manifest.update(schema="9999"), "made by a newer version"),
        (lambda manifest: manifest["parts"][0].update(sha256="0" * 64), "is damaged"),
        (lambda manifest: manifest["parts"].pop(0), "tables of the backup are not those"),
        (escaping, "names a part that cannot be"),
        (over_the_database, "belongs into no backup"),
    ],
)
def test_a_backup_that_is_not_as_it_should_be_restores_nothing(
    change: Callable[[dict[str, Any]], None], said: str, archive: Path, tmp_path: Path
) -> None:
    with pytest.raises(BadRequest, match=said):
        restore_backup(with_manifest(archive, change), tmp_path / "new" / "folder", "")
    assert not (tmp_path / "new" / "folder").exists()
    assert not (tmp_path / "outside").exists()


def test_a_damaged_file_is_noticed_before_anything_is_written(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    for broken in (whole[:-100], whole[: len(whole) // 2], b"", b"\0" * 512 + whole[512:]):
        archive.write_bytes(broken)
        with pytest.raises(BadRequest):
            restore_backup(archive, tmp_path / "new", "")
        assert not (tmp_path / "new").exists()


def test_a_restore_that_fails_half_way_leaves_the_server_empty(
    archive: Path, tmp_path: Path, postgres: PostgresServer, empty_target: Callable[[str], str]
) -> None:
    target = empty_target("postgresql")
    lacking = with_manifest(archive, lambda manifest: manifest["parts"].pop(0))
    with pytest.raises(BadRequest, match="tables of the backup"):
        restore_backup(lacking, tmp_path / "new", target)
    assert not (tmp_path / "new").exists()
    restore_backup(archive, tmp_path / "new", target)
    shutil.rmtree(tmp_path / "new")
    with pytest.raises(BadRequest, match="is not empty: restore into a new one"):
        restore_backup(archive, tmp_path / "new", target)


def test_a_backup_is_not_written_into_the_folder_that_it_backs_up(data: Path, sqlite_template: Path) -> None:
    with pytest.raises(BadRequest, match="is inside the data folder"):
        make_backup(f"sqlite:///{sqlite_template}", data, data / "uploads" / "backup")


def test_a_folder_in_use_is_left_as_it_is(archive: Path, data: Path) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    with pytest.raises(BadRequest, match="is not empty"):
        restore_backup(archive, data, "")
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_a_backup_of_an_older_schema_is_migrated_by_its_restore(tmp_path: Path) -> None:
    old = tmp_path / "old.sqlite3"
    migrate(f"sqlite:///{old}", "0005")
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute(
            "insert into people (id, name, email, roles, departments, active, created_at)"
            " values ('p', 'Ada', 'ada@example.com', '[\"admin\"]', '[]', 1, '2026-01-01 00:00:00.000000')"
        )
    make_backup(f"sqlite:///{old}", tmp_path / "data", tmp_path / "old.zip")
    restore_backup(tmp_path / "old.zip", tmp_path / "new", "")
    address = f"sqlite:///{tmp_path / 'new' / 'baton.sqlite3'}"
    assert current_revision(address) == newest_revision()
    database = Database(address)
    try:
        person = database.read_now(find_by_email, "ada@example.com")
        assert person is not None
        assert person.roles == ["admin"]
    finally:
        database.close()


def test_only_its_owner_can_read_a_backup(data: Path, sqlite_template: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make_backup(f"sqlite:///{sqlite_template}", data, tmp_path / "backup")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o600


def test_the_commands_make_note_and_restore_a_backup(tmp_path: Path) -> None:
    data, archive, restored = tmp_path / "data", tmp_path / "backup.zip", tmp_path / "restored"
    assert run_baton("people", "add", "ada@example.com", "--role", "admin", "--data", data).returncode == 0
    made = run_baton("backup", archive, "--data", data)
    assert made.returncode == 0, made.stderr
    assert "1 people" in made.stdout
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []
    told = json.loads(run_baton("status", "--data", data, "--json").stdout)
    assert told["last_backup"]["file"] == str(archive)
    done = run_baton("restore", archive, "--data", restored)
    assert done.returncode == 0, done.stderr
    assert run_baton("people", "reset", "ada@example.com", "--data", restored).returncode == 0
    refused = run_baton("restore", __file__, "--data", tmp_path / "third")
    assert (refused.returncode, "is not a backup of Baton" in refused.stderr) == (1, True)
    assert not (tmp_path / "third").exists()
