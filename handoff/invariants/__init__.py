"""Invariants: what must always hold between the rows of this package."""
