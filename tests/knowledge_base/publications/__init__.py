"""Tests of `knowledge_base/publications`."""
