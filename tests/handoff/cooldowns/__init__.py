"""Tests of `handoff/cooldowns`."""
