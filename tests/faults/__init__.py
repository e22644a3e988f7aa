"""What breaks, and what customers and agents notice of it."""
