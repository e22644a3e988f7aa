"""Work that no customer waits for: what a change of the articles would do, and what is wrong with them."""
