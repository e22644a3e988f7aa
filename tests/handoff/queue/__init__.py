"""Tests of `handoff/queue`."""
