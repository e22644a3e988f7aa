"""Articles as customers read them: Markdown, the help pages, and the endpoint for one published article."""
