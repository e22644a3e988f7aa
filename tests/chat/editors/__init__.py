"""Tests of `chat/editors`."""
