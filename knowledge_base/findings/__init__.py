"""What is wrong with the published articles as a whole: doubles, contradictions, dead links, and what nobody reads."""
