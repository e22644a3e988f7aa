"""Tests of `chat/customer_panel`."""
