"""Mentions: an internal note that names a colleague notifies that colleague."""
