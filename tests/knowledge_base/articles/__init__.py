"""Tests of `knowledge_base/articles`."""
