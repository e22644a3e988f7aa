"""The company's own settings: name, look, texts, sites. Administrators change them, and customers see them at once."""
