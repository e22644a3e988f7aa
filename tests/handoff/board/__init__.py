"""Tests of `handoff/board`."""
