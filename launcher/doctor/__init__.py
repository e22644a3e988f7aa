"""What is wrong with an installation, each finding in one sentence with one remedy."""
