"""One archive with everything of an installation that cannot be made again, and the way back."""
