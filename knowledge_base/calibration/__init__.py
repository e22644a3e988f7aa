"""From a ranking to a probability, and from a promise to a threshold."""
