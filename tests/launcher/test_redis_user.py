"""The embedded Redis: only its owner reaches it, and the application's user can neither empty nor change it."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import AuthenticationError, NoPermissionError
from redis.exceptions import ConnectionError as RedisConnectionError

from launcher.data_folder.redis_server import RedisServer, prepare
from launcher.places import Checkout, DataFolder
from tests.docs.documents import ROOT

STARTS_WITHIN_SECONDS = 30
FORBIDDEN = (
    ("CONFIG", "SET", "dir", "/tmp"),
    ("CONFIG", "GET", "*"),
    ("FLUSHALL",),
    ("FLUSHDB",),
    ("KEYS", "*"),
    ("SHUTDOWN", "NOSAVE"),
    ("DEBUG", "SLEEP", "0"),
    ("ACL", "LIST"),
    ("MODULE", "LIST"),
    ("REPLICAOF", "127.0.0.1", "1"),
    ("SAVE",),
    ("MONITOR",),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    data = DataFolder(tmp_path_factory.mktemp("r") / "data")
    data.make()
    prepared = prepare(Checkout(ROOT), data)
    process = subprocess.Popen([prepared.program, prepared.configuration], stdout=subprocess.DEVNULL)
    try:
        wait_until_it_answers(prepared)
        yield prepared
    finally:
        process.kill()
        process.wait()


def wait_until_it_answers(server: RedisServer) -> None:
    ends = time.monotonic() + STARTS_WITHIN_SECONDS
    with Redis.from_url(server.url) as redis:
        while True:
            try:
                redis.ping()
            except RedisConnectionError:
                assert time.monotonic() < ends, "it does not start"
                time.sleep(0.02)
            else:
                return


def test_only_its_owner_reaches_it(server: RedisServer) -> None:
    for path in (server.socket, server.configuration):
        assert path.stat().st_mode & 0o077 == 0, path
    assert "port 0\n" in server.configuration.read_text(encoding="utf-8"), "no network"


def test_its_password_is_not_in_its_configuration_and_another_one_is_refused(server: RedisServer) -> None:
    password = server.url.rpartition("=")[2]
    assert password not in server.configuration.read_text(encoding="utf-8")
    with (
        Redis.from_url(server.url.replace(password, "guessed")) as redis,
        pytest.raises(AuthenticationError),
    ):
        redis.ping()


def test_the_application_does_its_work_and_nothing_else(server: RedisServer) -> None:
    with Redis.from_url(server.url) as redis:
        redis.set("kept", "1")
        redis.publish("channel", "hello")
        assert redis.eval("return redis.call('get', KEYS[1])", 1, "kept") == b"1"
        for command in FORBIDDEN:
            with pytest.raises(NoPermissionError):
                redis.execute_command(*command)
        assert redis.get("kept") == b"1"


def test_each_start_has_a_password_of_its_own(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    data.make()
    assert prepare(Checkout(ROOT), data).url != prepare(Checkout(ROOT), data).url
