"""Tests of `kit/background`."""
