"""Tests of `chat/edge`."""
