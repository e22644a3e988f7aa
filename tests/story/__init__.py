"""The whole story, as customers, agents and editors live it: a real installation in a real browser."""
