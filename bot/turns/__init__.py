"""A turn: the call, the dialogue before and after it, and what the bot says."""
