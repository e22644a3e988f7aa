"""Who may approve articles: what the knowledge base asks of the accounts, which it does not know."""
