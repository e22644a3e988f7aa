"""Articles and their versions: what editors write, publish, import, export, and what the public pages show."""
