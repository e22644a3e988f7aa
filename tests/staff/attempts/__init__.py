"""Tests of `staff/attempts`."""
