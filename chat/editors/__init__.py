"""Editor calls that need a running search."""
