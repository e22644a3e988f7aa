"""The customer's panel beside a conversation: record, notes and orders."""
