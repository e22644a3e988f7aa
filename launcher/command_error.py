"""The expected failure of a command: one sentence that says what is wrong and what to do."""


class CommandError(Exception):
    """Ends the command with exit code 1. Its text is printed as it is, without a traceback."""
