"""What editors wait for."""
