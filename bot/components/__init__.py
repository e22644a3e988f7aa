"""What Baton adds to Rasa's NLU pipeline. Each class here is named in `bot/config.yml`."""
