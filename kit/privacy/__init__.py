"""What is somebody's own: recognised by its form, and masked."""
