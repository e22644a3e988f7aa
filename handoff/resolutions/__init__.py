"""Resolutions: how a conversation ended, in an agent's words."""
