"""Conversations as their readers see them, and who may read which."""
