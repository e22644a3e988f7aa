"""What happened after decisions: stored questions, and how customers and agents reacted to the answers."""
