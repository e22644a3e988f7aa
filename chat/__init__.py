"""The live service: it combines the rooms in one process and talks to the bot and to `knowledge`."""
