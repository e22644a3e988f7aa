"""Departments: where conversations can go, and when each one is open."""
