"""Help with replies: suggested articles, past answers and canned replies."""
