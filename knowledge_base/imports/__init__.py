"""Articles from elsewhere: files, archives, documents, other products' exports and whole sites, all as drafts."""
