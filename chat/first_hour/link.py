"""The file from which `./baton up` prints the link: with its secret until it is used, without until the end, then gone.

It is in the data folder, readable by its owner only, like the demo's sign-ins; so the link is in no log.
"""

import os
from pathlib import Path

NAME = "first-hour-link"
START = "/console#start"


def write_link(data: Path, token: str) -> None:
    """Writes the path of the page, with the token behind the `#`, which browsers do not send to any server."""
    descriptor = os.open(data / NAME, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{START}={token}" if token else START)


def token_in(data: Path) -> str | None:
    """The token of a link that was not used yet, as far as the file knows."""
    path = data / NAME
    if not path.is_file():
        return None
    return path.read_text(encoding="utf-8").removeprefix(START).removeprefix("=") or None


def remove_link(data: Path) -> None:
    (data / NAME).unlink(missing_ok=True)
