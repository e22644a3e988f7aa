"""Skills of agents, and the topics that call for them."""
