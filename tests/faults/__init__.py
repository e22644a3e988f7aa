"""Faults, and what customers and agents notice of them."""
