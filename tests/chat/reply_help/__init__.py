"""Tests of `chat/reply_help`."""
