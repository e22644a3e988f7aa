"""One installation from outside: whether it runs, and how it is."""
