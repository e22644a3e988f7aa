"""Tests of `knowledge_base/outcomes`."""
