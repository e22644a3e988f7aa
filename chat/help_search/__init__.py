"""Searching the published articles, for customers."""
