"""What customers call over HTTP."""
