"""Who may read an article: everybody, customers whom the company's site has signed in, or staff alone."""
