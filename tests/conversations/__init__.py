"""Tests of `conversations`."""
