"""Approving a version of an article, and saying which categories demand it."""
