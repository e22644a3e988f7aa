"""What the bot says outside of Rasa's dialogues, in the customer's language."""
