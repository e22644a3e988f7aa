"""Text to vectors: the two sentence encoders, how they are exported, and what cuts texts into tokens."""
