"""Tests of the knowledge base: on the real encoder, real databases and the real process."""
