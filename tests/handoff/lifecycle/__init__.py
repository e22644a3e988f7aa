"""Tests of `handoff/lifecycle`."""
