"""What reports count: a few narrow rows for each conversation, derived from its history and kept current."""
