"""What one data folder holds: the database, Redis, secrets, and the demo's sign-ins."""
