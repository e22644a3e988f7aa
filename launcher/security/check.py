"""The report of `./baton check --security`, and its exit code: 0 nothing found, 1 something found, 3 not checked."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from launcher.places import Checkout
from launcher.security.accepted import Accepted, read_accepted
from launcher.security.advisories import OSV, NotChecked, Vulnerability, ask_npm, ask_osv
from launcher.security.bill import write_bills
from launcher.security.locked import Lock, read_locks
from launcher.set_up.set_up import set_up

FOUND, NOT_CHECKED = 1, 3


@dataclass
class Report:
    """What was found, by what was asked for it; `unchecked` says why nothing is known of the others."""

    found: list[Vulnerability] = field(default_factory=list)
    accepted: list[tuple[Vulnerability, Accepted]] = field(default_factory=list)
    ended: list[Accepted] = field(default_factory=list)
    unneeded: list[Accepted] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)

    @property
    def code(self) -> int:
        return FOUND if self.found else NOT_CHECKED if self.unchecked else 0


def check_security(checkout: Checkout, *, bills: Path | None, advisories: str | None) -> int:
    """`advisories` is another service with OSV's interface, such as a mirror inside a company."""
    set_up(checkout, ("app",))
    accepted = read_accepted(checkout.root / "requirements" / "accepted-vulnerabilities.toml")
    locks = read_locks(checkout)
    for path in write_bills(locks, bills or checkout.built / "bills"):
        print(f"bill of materials: {path}")
    report = examine(questions(checkout, locks, advisories or OSV), accepted, date.today())  # noqa: DTZ011 - a day
    tell(report)
    return report.code


def questions(
    checkout: Checkout, locks: list[Lock], service: str
) -> list[tuple[str, Callable[[], list[Vulnerability]]]]:
    python = [lock for lock in locks if lock.name != "frontend"]
    asked = [(lock.path.name, partial(ask_osv, lock, service.rstrip("/"))) for lock in python]
    return [*asked, ("package-lock.json", partial(ask_npm, checkout, checkout.root / "frontend"))]


def examine(
    asked: list[tuple[str, Callable[[], list[Vulnerability]]]], accepted: list[Accepted], today: date
) -> Report:
    report, known = Report(), set[Accepted]()
    for name, ask in asked:
        try:
            found = ask()
        except NotChecked as error:
            report.unchecked.append(f"{name} was not checked: {error}")
            continue
        for each in found:
            cover = next((one for one in accepted if one.covers(each)), None)
            known |= {cover} if cover else set()
            if cover and cover.until >= today:
                report.accepted.append((each, cover))
            else:
                report.found.append(each)
    report.ended = [one for one in accepted if one in known and one.until < today]
    report.unneeded = [one for one in accepted if one not in known and not report.unchecked]
    return report


def tell(report: Report) -> None:
    for each in report.found:
        fixed = f"; fixed in {', '.join(each.fixed)}" if each.fixed else ""
        print(f"✗ {each.lock}: {each.package} {each.version} has {each.id}: {each.summary}{fixed}")
    for one in report.ended:
        print(f"✗ the exception for {one.id} in {one.package} ended on {one.until}: update it, or look again.")
    for each, one in report.accepted:
        print(f"– {each.lock}: {each.package} {each.version} has {one.id}, accepted until {one.until}: {one.reason}")
    for one in report.unneeded:
        print(f"– the exception for {one.id} in {one.package} is not needed any more: remove it.")
    for line in report.unchecked:
        print(f"? {line}", file=sys.stderr)
    if report.unchecked:
        print(f"baton: this is no clean result; exit code {report.code}. Try again with a network.", file=sys.stderr)
    elif not report.found:
        print("No vulnerability is known that was not accepted.")
