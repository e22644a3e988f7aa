"""A simulated day of handoffs: its agents, its customers, and how its result is checked."""
