"""Agents: how much each one takes on, and what happens when a person stops being an agent."""
