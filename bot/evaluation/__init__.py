"""Measures the NLU pipeline. Nothing that serves imports it."""
