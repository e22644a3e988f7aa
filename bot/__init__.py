"""The bot: a Rasa project used as a function of dialogue state and message. It keeps nothing between calls."""
