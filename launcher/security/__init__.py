"""`./baton check --security`: known vulnerabilities in everything that is locked, and what it consists of."""
