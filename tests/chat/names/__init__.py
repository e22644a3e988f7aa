"""Tests of `chat/names`."""
