"""Agent calls that need both handoff and knowledge."""
