"""Fixtures for all tests, by topic in `tests/fixtures`, and which tests share a process where several run at once."""

from pathlib import Path

import pytest

pytest_plugins = [
    "tests.fixtures.databases",
    "tests.fixtures.story",
    "tests.fixtures.redis_server",
    "tests.fixtures.neighbours",
    "tests.fixtures.chat_process",
    "tests.fixtures.stack",
]

# Each has something that takes long to make (an installation, a trained bot); the longest first.
TOGETHER = ("story", "bot", "launcher", "faults", "benchmarks")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not hasattr(config, "workerinput"):
        return  # all in one process
    items.sort(key=lambda item: _rank(_group(item)))
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))


def _group(item: pytest.Item) -> str:
    """A folder of `TOGETHER`, or the test's own file."""
    path = item.path.relative_to(Path(__file__).parent)
    return path.parts[0] if path.parts[0] in TOGETHER else str(path)


def _rank(group: str) -> int:
    return TOGETHER.index(group) if group in TOGETHER else len(TOGETHER)
