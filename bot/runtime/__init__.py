"""How Baton runs Rasa: confined, with quiet logs, and without what a turn does not need."""
