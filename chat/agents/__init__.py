"""What agents call that needs both the handoff and the answers."""
