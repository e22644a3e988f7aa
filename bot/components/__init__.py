"""Baton's components in Rasa's NLU pipeline. Each class here is named in `bot/config.yml`."""
