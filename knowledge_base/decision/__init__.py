"""How sure, and so what: evidence in plain values, and the one function that decides.

No numpy here: `chat` imports it.
"""
