"""Who has an article open: so that two who write at once know of each other."""
