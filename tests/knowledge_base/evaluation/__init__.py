"""Tests of `knowledge_base/evaluation`."""
