"""Reads help centres from the web: within one site, within limits, and never inside the operator's own network."""
