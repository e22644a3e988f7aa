"""A working day of two agents: what would be in their way, and the customers that it was tried with."""
