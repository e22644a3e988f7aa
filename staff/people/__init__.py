"""People: accounts, roles, and the departments that each person serves."""
