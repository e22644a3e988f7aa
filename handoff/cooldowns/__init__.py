"""Cooldowns: an agent gets no offer for a while after an abusive customer."""
