"""Tests of `knowledge_base/decision`."""
