"""Vulnerabilities that were looked at and accepted for a while: each with its date, its end and the reason."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from launcher.command_error import CommandError
from launcher.security.advisories import Vulnerability

LONGEST = timedelta(days=180)
_FIELDS = {"id": str, "package": str, "since": date, "until": date, "reason": str}


@dataclass(frozen=True)
class Accepted:
    id: str
    package: str
    since: date
    until: date
    reason: str

    def covers(self, vulnerability: Vulnerability) -> bool:
        return self.id in vulnerability.names and self.package.lower() == vulnerability.package.lower()


def read_accepted(path: Path) -> list[Accepted]:
    """Raises CommandError for an entry that lacks something or lasts too long."""
    if not path.is_file():
        return []
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("accepted", [])
    except tomllib.TOMLDecodeError as error:
        raise CommandError(f"{path} cannot be read: {error}.") from None
    return [_entry(path, number, entry) for number, entry in enumerate(entries, start=1)]


def _entry(path: Path, number: int, entry: dict[str, object]) -> Accepted:
    for name, kind in _FIELDS.items():
        if not isinstance(entry.get(name), kind) or entry[name] == "":
            raise CommandError(f"{path}: entry {number} needs `{name}` ({'a date' if kind is date else 'a text'}).")
    accepted = Accepted(**{name: entry[name] for name in _FIELDS})  # type: ignore[arg-type]
    if not timedelta() <= accepted.until - accepted.since <= LONGEST:
        raise CommandError(f"{path}: entry {number} must end within {LONGEST.days} days of its `since`.")
    return accepted
