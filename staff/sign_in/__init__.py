"""How people get in: passwords, sign-ins, invitations and API tokens."""
