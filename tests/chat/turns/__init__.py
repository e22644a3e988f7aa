"""Tests of `chat/turns`."""
