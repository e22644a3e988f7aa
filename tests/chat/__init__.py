"""Tests of the service itself."""
