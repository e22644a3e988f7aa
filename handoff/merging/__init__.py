"""Merging two conversations of one person."""
