"""What happens to a handoff from request to end. It lies over the nouns of this room."""
