"""What editors call that needs a running search."""
