"""The live service: it assembles the rooms into one process and talks to the bot and to `knowledge`."""
