"""Tests of `staff/departments`."""
