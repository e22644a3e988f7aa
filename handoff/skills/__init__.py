"""Agents' skills, and the topics that require them."""
