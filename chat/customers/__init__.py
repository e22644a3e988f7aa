"""Customers' HTTP calls."""
