"""Conversations of several turns with the real bot."""
