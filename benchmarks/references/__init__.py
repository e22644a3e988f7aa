"""What Baton is compared with: stock Rasa, our model under plain Rasa, a bare Redis."""
