"""Tests of `staff/provider`."""
