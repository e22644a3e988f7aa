"""Tests of `staff/second_factor`."""
