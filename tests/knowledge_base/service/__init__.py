"""Tests of `knowledge_base/service`."""
