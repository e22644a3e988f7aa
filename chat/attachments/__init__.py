"""Attachments: what is accepted, where it is stored, and who may have it."""
