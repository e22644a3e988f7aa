"""Which packs a data folder's bot is made of, and how a running Baton changes to others."""
