"""The live board: which agent has which conversations right now."""
