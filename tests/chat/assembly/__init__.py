"""Tests of `chat/assembly`."""
