"""Tests of the generated contract."""
