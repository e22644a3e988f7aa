"""The audit log on real databases of both kinds."""
