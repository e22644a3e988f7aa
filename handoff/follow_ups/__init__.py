"""Follow-ups: contacts that customers left, promised calls, and snoozed conversations."""
