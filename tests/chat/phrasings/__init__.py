"""Tests of `chat/phrasings`."""
