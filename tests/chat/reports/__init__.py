"""Reports: hand-computed figures, a reference implementation, calls, and what they cost others."""
