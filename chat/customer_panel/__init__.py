"""The customer panel beside a conversation: record, notes and orders."""
