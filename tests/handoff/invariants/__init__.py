"""Tests of `handoff/invariants`."""
