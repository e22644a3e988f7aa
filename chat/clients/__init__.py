"""Clients of the two neighbours, `bot` and `knowledge`."""
