"""Tests of `staff`."""
