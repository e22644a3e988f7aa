"""Settings, the container of all parts, the application, and the commands that start it."""
