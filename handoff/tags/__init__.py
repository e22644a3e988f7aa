"""Tags: what a conversation is about, in the words of the people who handle it."""
