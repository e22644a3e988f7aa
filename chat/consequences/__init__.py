"""What a publication would change: which questions would get another reply than now."""
