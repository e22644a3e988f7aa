"""How sure the bot is, and what it does then: evidence as plain values, and the one function that decides.

No numpy here: `chat` imports it.
"""
