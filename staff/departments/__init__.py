"""Departments: where a conversation can go, and when each is open."""
