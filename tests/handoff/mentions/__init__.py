"""Tests of `handoff/mentions`."""
