"""Fixtures for all tests, by topic in `tests/fixtures`, and which tests share a process where several run at once."""

from pathlib import PurePath

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

pytest_plugins = [
    "tests.fixtures.databases",
    "tests.fixtures.story",
    "tests.fixtures.redis_server",
    "tests.fixtures.neighbours",
    "tests.fixtures.chat_process",
    "tests.fixtures.company_server",
    "tests.fixtures.stack",
]

# Each has something that takes long to make (an installation, a trained bot); the longest first.
TOGETHER = ("story", "bot", "launcher", "faults", "benchmarks")


class FolderScheduling(LoadScopeScheduling):
    """Gives a process a folder of `TOGETHER`, or one other file of tests, at a time."""

    def _split_scope(self, nodeid: str) -> str:
        return _together(nodeid)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-pictures", action="store_true", help="keep the screenshots of tests/frontend/pictures")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FolderScheduling:
    return FolderScheduling(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):  # one of several processes
        items.sort(key=lambda item: _rank(_together(item.nodeid)))


def _together(nodeid: str) -> str:
    path = PurePath(nodeid.partition("::")[0])
    return path.parts[1] if path.parts[1] in TOGETHER else str(path)


def _rank(group: str) -> int:
    return TOGETHER.index(group) if group in TOGETHER else len(TOGETHER)
