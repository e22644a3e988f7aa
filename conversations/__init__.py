"""Conversations, messages and transcripts: the noun that every other room shares."""
