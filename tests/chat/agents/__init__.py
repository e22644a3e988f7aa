"""Tests of `chat/agents`."""
