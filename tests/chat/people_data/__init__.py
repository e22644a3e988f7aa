"""One customer's data, out and away, on real databases of both kinds."""
