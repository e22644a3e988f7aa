"""Connectors: how look-ups and actions of the company's own systems are carried out, by HTTP or inside this process."""
