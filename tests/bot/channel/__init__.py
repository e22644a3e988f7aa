"""The bot as a process: its calls, what it may reach, and the state it returns."""
