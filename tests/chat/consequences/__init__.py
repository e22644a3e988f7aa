"""Tests of `chat/consequences`."""
