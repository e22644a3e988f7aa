"""Settings, the container, the application, and the commands that start it."""
