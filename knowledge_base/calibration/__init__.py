"""From a ranking to a probability, and from a target precision to a threshold."""
