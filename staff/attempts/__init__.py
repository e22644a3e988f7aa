"""Attempts to sign in: counted in SQL, so that guessing stays slow after a restart and over several processes."""
