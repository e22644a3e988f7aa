"""Backs up into one archive everything of an installation that cannot be rebuilt, and restores it."""
