"""The packs that this installation has, as `chat` sees them: which are on, and their connectors."""
