"""The launcher with real processes: what an operator sees, and what remains when something fails."""
