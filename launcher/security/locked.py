"""Everything that is locked: the packages of each lock in `requirements/`, and those of the front end's lock."""

import base64
import json
import re
from dataclasses import dataclass
from pathlib import Path

from launcher.places import Checkout

_ENTRY = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)([^\n\\]*(?:\\\n[^\n\\]*)*)", re.MULTILINE)
_SEPARATORS = re.compile(r"[-_.]+")


@dataclass(frozen=True)
class Component:
    """A locked package. `hashes` are its algorithm and digest, in hex, for each file that the lock allows."""

    ecosystem: str  # PyPI or npm
    name: str
    version: str
    hashes: tuple[tuple[str, str], ...]
    only_for_development: bool = False

    @property
    def purl(self) -> str:
        if self.ecosystem == "PyPI":
            return f"pkg:pypi/{_SEPARATORS.sub('-', self.name).lower()}@{self.version}"
        return f"pkg:npm/{self.name.replace('@', '%40')}@{self.version}"


@dataclass(frozen=True)
class Lock:
    name: str
    path: Path
    components: tuple[Component, ...]


def read_locks(checkout: Checkout) -> list[Lock]:
    python = [_python_lock(path) for path in sorted((checkout.root / "requirements").glob("*.lock"))]
    return [*python, _npm_lock(checkout.root / "frontend" / "package-lock.json")]


def _python_lock(path: Path) -> Lock:
    """Packages without a hash count too: the launcher chooses the build of one of them for the machine."""
    found = {}
    for name, version, rest in _ENTRY.findall(_with_inputs(path)):
        if "*" in version:  # of the input; the lock says which one
            continue
        digests = tuple(("SHA-256", digest) for digest in re.findall(r"sha256:(\w+)", rest))
        component = Component("PyPI", name, version, digests, only_for_development=path.stem == "dev")
        if component.purl not in found or digests:
            found[component.purl] = component
    return Lock(path.stem, path, tuple(found.values()))


def _with_inputs(path: Path) -> str:
    """The lock, with the lines of its input: a version that is fixed there may have no entry in the lock."""
    source = path.with_suffix(".in")
    asked = source.read_text(encoding="utf-8") if source.is_file() else ""
    return f"{path.read_text(encoding='utf-8')}\n{asked}"


def _npm_lock(path: Path) -> Lock:
    packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    found = []
    for place, entry in packages.items():
        if not place or entry.get("link"):
            continue
        name = entry.get("name") or place.rpartition("node_modules/")[2]
        development = bool(entry.get("dev") or entry.get("devOptional"))
        found.append(Component("npm", name, entry["version"], _integrity(entry.get("integrity", "")), development))
    return Lock("frontend", path, tuple(found))


def _integrity(text: str) -> tuple[tuple[str, str], ...]:
    """npm's hashes are in base64, with their algorithm in front."""
    pairs = (part.partition("-") for part in text.split())
    return tuple((f"SHA-{kind.removeprefix('sha')}", base64.b64decode(digest).hex()) for kind, _, digest in pairs)
