"""Whether the process of a container answers, for health checks: the image needs no curl, and no token on a command.

    python healthy.py ADDRESS [VARIABLE] [--alive]

VARIABLE names the file with the token. Without `--alive` the answer must be a good one; with it, any answer counts, so
that a container is not restarted because its database is away.
"""

import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

PATIENCE_SECONDS = 6.0


def status_of(address: str, variable: str | None) -> int:
    """The status of the answer; 0 if there is none."""
    headers = {}
    if variable:
        headers["Authorization"] = f"Bearer {Path(os.environ[variable]).read_text(encoding='utf-8').strip()}"
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as found:
            status: int = found.status
            return status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def main(words: list[str]) -> int:
    given = [word for word in words if word != "--alive"]
    status = status_of(given[0], given[1] if len(given) > 1 else None)
    healthy = status > 0 if "--alive" in words else 200 <= status < 300
    return 0 if healthy else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
