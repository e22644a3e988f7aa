"""The processes that make up one Baton."""
