"""Tests of `handoff/follow_ups`."""
