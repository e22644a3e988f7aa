"""Seeded faults in a running Baton, and whether any message was lost, doubled, moved or invented."""
