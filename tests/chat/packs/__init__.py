"""The packs in the browser."""
