"""What operators read of the `knowledge` process."""
