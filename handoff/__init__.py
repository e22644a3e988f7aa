"""Everything that brings a customer to a person: handoffs, the queue, offers, assignments, presence and follow-ups."""
