"""What colleagues say about an article while it is written: kept beside it, never shown to customers or exported."""
