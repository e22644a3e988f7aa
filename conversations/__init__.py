"""Conversations, messages and transcripts, which every other package uses."""
