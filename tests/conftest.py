"""Fixtures for all tests, by topic in `tests/fixtures`."""

pytest_plugins = ["tests.fixtures.databases", "tests.fixtures.story"]
