"""The audit log: who did what, when. Rows are only added, and each holds the hash of the one before it."""
