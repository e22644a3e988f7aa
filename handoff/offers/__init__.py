"""Offers: which agent a waiting handoff is offered to."""
