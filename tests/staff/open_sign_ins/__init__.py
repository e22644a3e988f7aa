"""Tests of `staff/open_sign_ins`."""
