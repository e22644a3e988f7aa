"""The queue: who waits, at which position, and what they are told."""
