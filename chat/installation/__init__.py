"""The state of an installation as its operator sees it, also while no `chat` is running."""
