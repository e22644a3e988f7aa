"""Tests of `knowledge_base/golden_set`."""
