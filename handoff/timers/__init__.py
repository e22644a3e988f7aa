"""Timers: by when a customer should be served, and who is told when time is short."""
