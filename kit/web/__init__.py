"""HTTP in both directions: errors, request fields, addresses, calls of other services, metrics text."""
