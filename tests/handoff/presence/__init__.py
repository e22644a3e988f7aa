"""Tests of `handoff/presence`."""
