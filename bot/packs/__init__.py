"""What the bot is made of: the base, and packs on top of it."""
