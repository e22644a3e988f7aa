"""Exports or erases everything that is stored about one customer."""
