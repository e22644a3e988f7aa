"""The mutation run: which faults it makes, and whether it says truly what the tests noticed."""
