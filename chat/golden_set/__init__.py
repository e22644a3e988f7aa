"""Whether the bot's replies are what the golden set expects."""
