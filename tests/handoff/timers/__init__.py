"""Tests of `handoff/timers`."""
