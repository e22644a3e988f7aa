"""Tests of `chat/monitoring`."""
