"""Tests of `chat/evaluation`."""
