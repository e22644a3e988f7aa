"""The live board: who has what at this moment."""
