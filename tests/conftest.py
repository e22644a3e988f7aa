"""Fixtures for all tests, by topic in `tests/fixtures`."""

pytest_plugins = [
    "tests.fixtures.databases",
    "tests.fixtures.story",
    "tests.fixtures.redis_server",
    "tests.fixtures.neighbours",
    "tests.fixtures.chat_process",
    "tests.fixtures.stack",
]
