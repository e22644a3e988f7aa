"""The topics that a skill can have."""
