"""What a customer's message contains, read without Rasa."""
