"""Canned replies: texts that agents insert with a few keys."""
