"""The audit log through the staff's calls."""
