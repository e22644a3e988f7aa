"""Tests of `staff/people`."""
