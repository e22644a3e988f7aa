"""Backups and the way back, between real databases of both kinds."""
