"""Conversations that go on in another one of the same customer."""
