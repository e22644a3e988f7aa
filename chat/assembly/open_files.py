"""How many files `chat` may have open: each connection is one, and what a shell or systemd gives is soon used up."""

import resource

MOST = 65_536


def raise_open_files() -> int:
    """Takes what this user may have, up to a number that is enough for anything; returns it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST if hard == resource.RLIM_INFINITY else min(hard, MOST)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return wanted
    return soft
