"""The one way in which a command fails on purpose: a sentence that says what is wrong and what to do."""


class CommandError(Exception):
    """Ends the command with exit code 1; its text is shown as it stands, without a traceback."""
