"""Deliveries of webhooks: one event for one endpoint, tried until it is taken or given up."""
