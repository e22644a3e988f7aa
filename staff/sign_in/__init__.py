"""Signing in: passwords, sign-ins, invitations and API tokens."""
