"""Tests of `kit/web`."""
