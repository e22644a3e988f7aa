"""Requests for a person: the plainest words, and a classifier for the others."""
