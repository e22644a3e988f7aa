"""Tests of `staff/sign_in`."""
