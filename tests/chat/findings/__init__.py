"""Tests of `chat/findings`."""
