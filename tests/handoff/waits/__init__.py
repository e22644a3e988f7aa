"""Tests of `handoff/waits`."""
