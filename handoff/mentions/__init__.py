"""Mentions: a note that names a colleague is brought to that colleague."""
