"""How articles are cared for: owner, tags, review, translations, scheduled publication, many at once."""
