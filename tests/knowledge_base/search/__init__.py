"""Tests of `knowledge_base/search`."""
