"""Tests of `knowledge_base/findings`."""
