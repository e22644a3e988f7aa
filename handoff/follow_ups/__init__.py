"""Follow-ups: contacts left, promised calls, conversations set aside for a while."""
