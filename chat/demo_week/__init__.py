"""A week in the life of the demo shop: what a desk looks like that has been used, on an installation just made."""
