"""The commands of `./baton`, one module for each or for a few of a kind."""
