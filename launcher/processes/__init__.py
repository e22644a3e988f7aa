"""Child processes: starting, reading, supervising and ending them, and what each may see."""
