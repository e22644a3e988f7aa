"""Pictures of the main views, in light and dark."""
