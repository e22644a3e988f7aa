"""Handoffs and assignments. Every other folder of this package builds on them."""
