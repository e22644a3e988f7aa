"""Tests of `chat/customers`."""
