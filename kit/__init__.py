"""Infrastructure without domain terms: every room uses it, and it imports no room."""
