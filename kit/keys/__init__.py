"""Keys and other secrets: the key of the installation, and secrets that are given by file."""
