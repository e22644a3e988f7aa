"""Tests of `chat/golden_set`."""
