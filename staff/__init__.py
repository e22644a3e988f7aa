"""Who works here: accounts, sign-in, and departments with their opening hours. It does not know about handoffs."""
