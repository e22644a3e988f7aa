"""Who works here: accounts, ways in, departments with their hours. It knows nothing of handoffs."""
