"""Pictures of articles: uploaded by editors, made anew, and public at a path of their own."""
