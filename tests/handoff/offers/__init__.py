"""Tests of `handoff/offers`."""
