"""Attachments: what is accepted, who may have it, and that nothing is lost or left behind."""
