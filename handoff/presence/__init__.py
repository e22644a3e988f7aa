"""Presence: which agents can be reached."""
