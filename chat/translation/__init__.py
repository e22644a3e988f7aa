"""Translation for agents, by a service that the operator names: shown beside the original, and never kept."""
