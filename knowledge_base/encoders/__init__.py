"""Text to vectors: the two sentence encoders, how they are exported, and how texts are cut into tokens."""
