"""The source of orders."""
