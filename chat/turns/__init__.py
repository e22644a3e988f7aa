"""Turns: from a customer's message to the bot's answer."""
