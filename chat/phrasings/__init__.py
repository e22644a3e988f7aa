"""How an article is found: its phrasings on trial, and suggestions for more."""
