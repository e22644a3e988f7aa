"""Gaps: what customers asked and the articles did not settle, grouped, with what agents answered."""
