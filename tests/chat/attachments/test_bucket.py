"""Files in a bucket: the same promises as in a folder. A storage that fails concerns files alone."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from chat.assembly.settings import ChatSettings
from chat.attachments import bucket as bucket_module
from chat.attachments.bucket import BucketStore
from chat.attachments.storage import FilesUnavailable, FolderStore, MovedStore, new_key, place_of, store_of
from chat.attachments.sweep import UNSENT_LASTS, AttachmentSweep
from chat.installation.people_data_command import run
from kit.clock import system_clock
from kit.errors import NotFound
from tests.chat.attachments.files import PDF, picture
from tests.chat.attachments.test_attachments import stored_in, upload
from tests.fixtures.callers import ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat
from tests.launcher.launched import ROOT


class Bucket:
    """A storage that can be stopped, and started again at its address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._port = 0
        self.start()

    def start(self) -> None:
        server = [sys.executable, "-m", "tests.chat.attachments.s3_server"]
        about = [str(self._port), str(self.folder), "baton", "its-key", "its-secret", "eu-west-1"]
        self._process = subprocess.Popen([*server, *about], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert self._process.stdout is not None
        self._port = int(self._process.stdout.readline().split()[-1])

    def stop(self) -> None:
        with self._process:
            self._process.terminate()

    def settings(self, **others: Any) -> dict[str, Any]:
        address = {"s3_endpoint": f"http://127.0.0.1:{self._port}", "s3_region": "eu-west-1", "s3_bucket": "baton"}
        key = {"s3_access_key": "its-key", "s3_secret_key": "its-secret"}
        return {**address, **key, "s3_prefix": "kept/files", **others}


@pytest.fixture
def bucket(tmp_path: Path) -> Iterator[Bucket]:
    started = Bucket(tmp_path / "bucket")
    yield started
    started.stop()


@pytest.fixture(autouse=True)
def fresh_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bucket_module, "FRESH_SECONDS", 0.0)


@pytest.fixture
async def chat(serve_chat: ServeChat, bucket: Bucket, tmp_path: Path) -> ServedChat:
    return await serve_chat(attachments=True, data=tmp_path / "data", **bucket.settings())


def store_in(bucket: Bucket, data: Path, **others: Any) -> BucketStore | MovedStore:
    store = store_of(ChatSettings(data=data, **bucket.settings(**others)))
    assert isinstance(store, BucketStore | MovedStore)
    return store


async def test_a_picture_is_in_the_bucket_and_comes_from_batons_own_path(
    chat: ServedChat, bucket: Bucket, tmp_path: Path
) -> None:
    customer, other = await chat.customer(), await chat.customer()
    file = ok(await upload(customer, customer.id, picture()))
    ok(await customer.say("It came like this", attachments=[file["id"]]))
    assert stored_in(bucket.folder / "kept" / "files") == 2, "the picture and its preview, below the prefix"
    assert not (tmp_path / "data" / "files").exists()
    path = f"{customer.path}/attachments/{file['id']}"
    whole, small = await customer.get(path), await customer.get(f"{path}?preview=true")
    assert (whole.headers["Content-Type"], len(whole.content)) == (file["content_type"], file["size"])
    assert 0 < len(small.content) < len(whole.content)
    assert whole.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert whole.headers["Content-Disposition"].startswith("attachment;")
    assert refusal(await other.get(path)) == (404, "not_found")
    assert refusal(await upload(customer, customer.id, b"<svg/>", "u2")) == (400, "file_refused")
    assert stored_in(bucket.folder) == 2


async def test_a_storage_that_fails_loses_no_message_and_health_says_so(chat: ServedChat, bucket: Bucket) -> None:
    customer = await chat.customer()
    kept = ok(await upload(customer, customer.id, PDF, "kept"))
    assert ok(await chat.anybody.get("/health"))["files"] == "ok"
    bucket.stop()
    assert refusal(await upload(customer, customer.id, picture(), "later")) == (503, "files_unavailable")
    assert refusal(await customer.get(f"{customer.path}/attachments/{kept['id']}")) == (503, "files_unavailable")
    ok(await customer.say("Words go through, and so does what was uploaded before", attachments=[kept["id"]]))
    told = await chat.anybody.get("/health")
    assert (told.status_code, told.json()["files"]) == (200, "cannot be reached")
    bucket.start()
    assert (await upload(customer, customer.id, picture(), "later")).status_code == 201
    assert (await customer.get(f"{customer.path}/attachments/{kept['id']}")).content == PDF
    assert ok(await chat.anybody.get("/health"))["files"] == "ok"


async def test_an_erasure_deletes_the_objects_or_nothing(chat: ServedChat, bucket: Bucket, tmp_path: Path) -> None:
    customer, staff = await chat.customer(), await chat.person("supervisor")
    file = ok(await upload(customer, customer.id, picture()))
    ok(await customer.say("My bike", attachments=[file["id"]]))
    store = store_in(bucket, tmp_path / "data")

    def erase() -> dict[str, Any]:
        return run(("erase", customer.id), chat.database, system_clock, store)

    bucket.stop()
    with pytest.raises(FilesUnavailable):
        await asyncio.to_thread(erase)
    assert "My bike" in {each["text"] for each in await staff.messages(customer.id)}
    assert stored_in(bucket.folder) == 2
    bucket.start()
    await asyncio.to_thread(erase)
    assert stored_in(bucket.folder) == 0
    assert "My bike" not in {each["text"] for each in await staff.messages(customer.id)}


async def test_what_was_never_sent_goes_as_soon_as_the_storage_is_back(
    chat: ServedChat, bucket: Bucket, tmp_path: Path
) -> None:
    customer = await chat.customer()
    ok(await upload(customer, customer.id, picture()))
    store = store_in(bucket, tmp_path / "data")
    tomorrow = AttachmentSweep(chat.database, store, lambda: system_clock() + UNSENT_LASTS)
    bucket.stop()
    with pytest.raises(FilesUnavailable):
        await tomorrow.sweep()
    bucket.start()
    assert await tomorrow.sweep() == 1
    assert stored_in(bucket.folder) == 0


async def test_nothing_in_the_bucket_is_deleted_because_no_row_names_it(
    chat: ServedChat, bucket: Bucket, tmp_path: Path
) -> None:
    store = store_in(bucket, tmp_path / "data")
    await store.put(new_key(), PDF)
    tomorrow = AttachmentSweep(chat.database, store, lambda: system_clock() + UNSENT_LASTS)
    assert await tomorrow.sweep() == 0
    assert stored_in(bucket.folder) == 1


async def test_an_installation_moves_and_an_erasure_reaches_both_places(bucket: Bucket, tmp_path: Path) -> None:
    key, folder = new_key(), FolderStore(tmp_path / "data" / "files")
    await folder.put(key, PDF)
    store = store_in(bucket, tmp_path / "data")
    assert await store.get(key) == PDF, "not copied yet"
    copied = bucket.folder / "kept" / "files" / place_of(key)
    copied.parent.mkdir(parents=True)
    copied.write_bytes(b"copied")
    assert await store.get(key) == b"copied"
    await store.delete(key)
    assert not copied.exists()
    with pytest.raises(NotFound):
        await store.get(key)
    await store.put(key, PDF)
    assert stored_in(tmp_path / "data" / "files") == 0


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({}, "ok"),
        ({"s3_secret_key": "another"}, "refuses the key"),
        ({"s3_access_key": "another"}, "refuses the key"),
        ({"s3_bucket": "nobodys"}, "has no such bucket"),
        ({"s3_endpoint": "http://127.0.0.1:9"}, "cannot be reached"),
    ],
)
async def test_it_says_what_is_wrong(bucket: Bucket, tmp_path: Path, wrong: dict[str, str], expected: str) -> None:
    store = store_in(bucket, tmp_path, **wrong)
    assert (await store.state(), await store.probe()) == (expected, expected)
    assert stored_in(bucket.folder) == 0
    if expected != "ok":
        for call in (store.put(new_key(), PDF), store.get(new_key()), store.delete(new_key())):
            with pytest.raises(FilesUnavailable):
                await call


async def test_a_storage_that_hangs_is_given_up(tmp_path: Path) -> None:
    async def says_nothing(*_: Any) -> None:
        await asyncio.Event().wait()

    hung = await asyncio.start_server(says_nothing, "127.0.0.1", 0)
    async with hung:
        endpoint = f"http://127.0.0.1:{hung.sockets[0].getsockname()[1]}"
        key: dict[str, Any] = {"s3_access_key": "k", "s3_secret_key": "s"}
        settings = ChatSettings(data=tmp_path, s3_bucket="b", s3_endpoint=endpoint, s3_timeout_seconds=0.3, **key)
        with pytest.raises(FilesUnavailable):
            await store_of(settings).put(new_key(), PDF)


@pytest.mark.parametrize(
    "settings",
    [
        {"s3_bucket": "b"},
        {"s3_bucket": "b", "s3_access_key": "k"},
        {"s3_bucket": "b", "s3_access_key": "k", "s3_secret_key": "s", "s3_endpoint": "s3.example.com"},
    ],
)
def test_half_a_bucket_is_refused_at_the_start(settings: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="BATON_S3_"):
        ChatSettings(**settings)


def test_the_key_can_be_in_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("access", "secret"):
        (tmp_path / name).write_text(f"{name}-key\n")
        monkeypatch.setenv(f"BATON_S3_{name.upper()}_KEY_FILE", str(tmp_path / name))
    settings = ChatSettings(s3_bucket="b")
    assert settings.s3_secret_key is not None
    assert settings.s3_secret_key.get_secret_value() == "secret-key"


def test_without_a_bucket_its_library_is_not_loaded() -> None:
    code = "import sys, chat.assembly.app; sys.exit('obstore' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
