"""An installation as its operator sees it: how it is, from outside of a running `chat`."""
