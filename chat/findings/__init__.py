"""What is wrong with the published articles, for the editors who can mend it."""
