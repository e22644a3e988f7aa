"""Encoder, passages, index and ranking: which articles may answer a question."""
