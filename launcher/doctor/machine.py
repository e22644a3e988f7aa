"""Checks of the machine: what is set up, the clock, and the limit on open files."""

import platform
import resource
import sys
from datetime import UTC, datetime

from launcher.doctor.finding import Finding
from launcher.installation.facts import Facts

LARGEST_SKEW_SECONDS = 2.0
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""No Baton is older, so a clock before this is wrong."""
FEWEST_FILES = 4_096


def check_set_up(facts: Facts) -> list[Finding]:
    found = []
    if sys.version_info[:2] != (3, 11):
        found.append(
            Finding("python", f"This is Python {platform.python_version()}, not 3.11.", "Install Python 3.11.")
        )
    if facts.to_set_up:
        titles = ", ".join(facts.to_set_up)
        found.append(Finding("not_set_up", f"Set-up is not finished: {titles}.", "Run `./baton set-up`."))
    return found


def check_clock(facts: Facts, now: datetime | None = None) -> list[Finding]:
    now = now or datetime.now(UTC)
    if now < EARLIEST:
        return [Finding("clock", f"This machine's clock says {now:%Y-%m-%d}.", "Set it, with NTP.")]
    found = []
    newest = facts.database.get("last_change")
    if newest and (ahead := (_moment(newest) - now).total_seconds()) > LARGEST_SKEW_SECONDS:
        problem = f"The newest conversation was changed {ahead:,.0f} seconds after what this machine's clock says."
        found.append(Finding("clock", problem, "Set the clock, with NTP on every machine."))
    redis = (facts.report or {}).get("redis") or {}
    for name, skew in (("database", facts.database.get("skew_seconds")), ("Redis", redis.get("skew_seconds"))):
        if skew is not None and abs(skew) > LARGEST_SKEW_SECONDS:
            problem = f"The clocks of this machine and of the {name} differ by {abs(skew):,.1f} seconds."
            found.append(Finding("clock", problem, "Set both, with NTP."))
    return found


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def check_open_files(_: Facts) -> list[Finding]:
    """`chat` raises its own limit up to the hard one. Each socket needs a file."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard != resource.RLIM_INFINITY and hard < FEWEST_FILES:
        problem = f"A process may open {hard:,} files at most, so about as many customers can be connected."
        return [Finding("open_files", problem, "Raise the hard limit, with LimitNOFILE= or in limits.conf.")]
    return []
