"""Where orders come from."""
