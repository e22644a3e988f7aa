"""Resolutions: how a conversation ended, as the agent recorded it."""
