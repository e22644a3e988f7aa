"""Clients of the two neighbour processes, `bot` and `knowledge`."""
