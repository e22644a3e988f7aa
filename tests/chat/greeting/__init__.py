"""Tests of `chat/greeting`."""
