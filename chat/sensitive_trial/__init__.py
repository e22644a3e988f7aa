"""What phrases of a sensitive topic would have caught lately, before they apply."""
