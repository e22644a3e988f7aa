"""Webhooks: which endpoints of the company's are told of what, and the rows that say what is to be told."""
