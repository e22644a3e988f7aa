"""The launcher on real processes: what an operator sees, and what is left when something goes wrong."""
