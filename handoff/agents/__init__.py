"""Agents: what each takes, and what follows where one takes no more."""
