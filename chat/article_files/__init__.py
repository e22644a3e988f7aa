"""The knowledge base as a folder of files, to take away and to bring back."""
