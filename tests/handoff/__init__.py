"""Tests of the way to a person."""
