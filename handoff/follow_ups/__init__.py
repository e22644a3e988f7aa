"""Follow-ups: contacts that customers left, callbacks that agents promised, and snoozed conversations."""
