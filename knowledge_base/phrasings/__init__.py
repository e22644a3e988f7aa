"""How articles are found: their phrasings, and suggestions for more."""
