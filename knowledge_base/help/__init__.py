"""Articles as customers read them: Markdown, the help pages, and the call for one published article."""
