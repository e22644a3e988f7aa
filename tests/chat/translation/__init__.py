"""Tests of `chat/translation`."""
