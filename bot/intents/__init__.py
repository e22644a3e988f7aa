"""Classifiers of intents, and the vectors that they read. Does not use Rasa."""
