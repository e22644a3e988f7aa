"""The key of the installation."""
