"""Tests of `chat/gaps`."""
