"""Tests of `knowledge_base/phrasings`."""
