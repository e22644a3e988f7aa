"""Tests of `knowledge_base/help`."""
