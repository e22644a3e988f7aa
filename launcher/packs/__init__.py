"""Which packs a data folder's bot is made of."""
