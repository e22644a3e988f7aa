"""Checks of the data folder: space, who can read it, and the last backup."""

import os
import stat
from pathlib import Path

from launcher.doctor.finding import Finding
from launcher.installation.facts import Facts, age_in_days, nearest

LEAST_FREE_BYTES = 1_000_000_000
LEAST_FREE_FILES = 0.02
OLDEST_BACKUP_DAYS = 7


def check_disk(facts: Facts) -> list[Finding]:
    found, folder = [], nearest(facts.data.path)
    if facts.free_bytes < LEAST_FREE_BYTES:
        problem = f"Only {facts.free_bytes // 1_000_000:,} MB are free on the disk of {folder}."
        found.append(Finding("disk", problem, "Free some space: without it no message can be stored."))
    about = os.statvfs(folder)
    if about.f_files and about.f_favail / about.f_files < LEAST_FREE_FILES:
        problem = f"Only {about.f_favail:,} more files can be created on the disk of {folder} (inodes)."
        found.append(Finding("inodes", problem, "Remove small files that nobody needs."))
    return found


def check_permissions(facts: Facts) -> list[Finding]:
    data = facts.data
    if not data.path.is_dir():
        return []
    found = []
    if _mode(data.path) & 0o077:
        problem = f"Other users can read or change the data folder {data.path} (mode {_mode(data.path):04o})."
        found.append(Finding("folder_mode", problem, f"Run `chmod 700 {data.path}`."))
    if not os.access(data.path, os.W_OK):
        owner = data.path.stat().st_uid
        problem = f"The data folder {data.path} cannot be written to; it belongs to user {owner}."
        found.append(Finding("folder_owner", problem, "Change its owner, or run Baton as that user."))
    secret = [path for path in _secrets(facts) if path.is_file() and _mode(path) & 0o077]
    for path in secret:
        problem = f"Other users can read {path}, which holds a secret (mode {_mode(path):04o})."
        found.append(Finding("key_mode", problem, f"Run `chmod 600 {path}`."))
    return found


def _secrets(facts: Facts) -> list[Path]:
    data = facts.data
    own = [*data.tokens.glob("*"), data.sign_ins, data.redis / "redis.conf"] if data.path.is_dir() else []
    named = [path for name, path in facts.settings.items() if name.endswith("_FILE") and path]
    return [*own, *map(Path, named)]


def check_backup(facts: Facts) -> list[Finding]:
    """Not for a demo, and not for a folder in which nothing has been stored."""
    if facts.demo or not facts.data.set_up_before.exists():
        return []
    remedy = "Run `./baton backup FILE` every day, and keep the file on another machine."
    if facts.backup is None:
        return [Finding("no_backup", "No backup was ever made with `./baton backup`.", remedy)]
    if (days := age_in_days(facts.backup["at"])) > OLDEST_BACKUP_DAYS:
        return [Finding("old_backup", f"The last backup is {days:.0f} days old.", remedy)]
    return []


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
