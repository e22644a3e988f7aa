"""Tests of `kit/privacy`."""
