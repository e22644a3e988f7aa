"""Tests of `handoff/resolutions`."""
