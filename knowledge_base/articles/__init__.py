"""Articles and their versions: what editors write, publish, import and export, and what the public pages show."""
