"""What customers could read of an article, and taking a publication back."""
