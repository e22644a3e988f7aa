"""Tests of `chat/sockets`."""
