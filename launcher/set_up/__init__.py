"""Set-up: the machine's check, the environments, what is built from the checkout, the bot's model."""
