"""Tests of `knowledge_base/slugs`."""
