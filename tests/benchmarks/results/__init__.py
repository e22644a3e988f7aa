"""Figures, how they are saved, and the page that shows them."""
