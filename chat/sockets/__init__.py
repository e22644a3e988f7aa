"""Live connections of customers and agents."""
