"""The queue: who waits, at which place, and what they are told."""
