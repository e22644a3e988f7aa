"""Readable addresses of published articles."""
