"""Everything that is stored about one customer, out as JSON or away."""
