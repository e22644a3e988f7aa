"""What the bot makes of single messages."""
