"""What administrators do on the pages that are theirs alone, in a real browser."""
