"""Timers: by when a customer is to be served, and who is told when time runs short."""
