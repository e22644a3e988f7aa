"""`./baton doctor`: every check in turn, each finding in one sentence with one remedy; exit code 1 if there is any."""

import json
from collections.abc import Callable
from dataclasses import asdict

from launcher.doctor.database import check_database, check_files, check_people_and_articles, check_redis
from launcher.doctor.finding import Finding
from launcher.doctor.folder import check_backup, check_disk, check_permissions
from launcher.doctor.machine import check_clock, check_open_files, check_set_up
from launcher.doctor.settings import check_address, check_demo, check_names, check_sites
from launcher.installation.facts import Facts, gather
from launcher.places import Checkout, DataFolder

CHECKS: tuple[Callable[[Facts], list[Finding]], ...] = (
    check_set_up,
    check_names,
    check_address,
    check_sites,
    check_demo,
    check_database,
    check_people_and_articles,
    check_redis,
    check_files,
    check_disk,
    check_permissions,
    check_backup,
    check_clock,
    check_open_files,
)


def doctor(checkout: Checkout, data: DataFolder, *, as_json: bool) -> int:
    findings = examine(gather(checkout, data, thorough=True))
    if as_json:
        print(json.dumps({"ok": not findings, "findings": [asdict(finding) for finding in findings]}, indent=2))
    elif not findings:
        print(f"Nothing is wrong with the installation in {data.path}.")
    else:
        for finding in findings:
            print(f"✗ {finding.problem}\n  → {finding.remedy}")
        print(f"{len(findings)} finding{'' if len(findings) == 1 else 's'}.")
    return 1 if findings else 0


def examine(facts: Facts) -> list[Finding]:
    return [finding for check in CHECKS for finding in check(facts)]
