"""Tests of `handoff`."""
