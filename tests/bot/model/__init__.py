"""How the model is trained and measured."""
