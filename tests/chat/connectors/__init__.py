"""Connectors against a real HTTP server beside them."""
