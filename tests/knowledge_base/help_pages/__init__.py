"""Tests of `knowledge_base/help_pages`."""
