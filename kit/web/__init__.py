"""HTTP helpers for servers and clients: errors, request fields, addresses, calls to other services."""
