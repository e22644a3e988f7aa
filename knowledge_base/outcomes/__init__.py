"""What came of decisions: stored questions, and what customers and agents made of the answers."""
