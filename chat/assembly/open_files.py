"""The limit of open files of `chat`: each connection is one, and the default of a shell or systemd is soon reached."""

import resource

MOST = 65_536


def raise_open_files() -> int:
    """Raises the limit to what this user may have, up to a number that is always enough; returns the new limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST if hard == resource.RLIM_INFINITY else min(hard, MOST)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return wanted
    return soft
