"""How much of agents' time an article may have saved: an estimate, with all that it is made of."""
