"""The software bill of materials: one CycloneDX 1.6 document for each lock, the same for the same lock."""

import json
import uuid
from hashlib import sha256
from pathlib import Path
from typing import Any

from launcher.security.locked import Component, Lock

FORMAT_VERSION = "1.6"


def write_bills(locks: list[Lock], folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for lock in locks:
        path = folder / f"{lock.name}.cdx.json"
        path.write_text(json.dumps(bill_of(lock), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return written


def bill_of(lock: Lock) -> dict[str, Any]:
    """Its serial number comes from the lock's content, and it has no time, so that two runs can be compared."""
    content = sha256(lock.path.read_bytes()).hexdigest()
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": FORMAT_VERSION,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'{lock.name} {content}')}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": f"baton-{lock.name}",
                "name": f"baton-{lock.name}",
                "hashes": [{"alg": "SHA-256", "content": content}],
            }
        },
        "components": [_entry(component) for component in _once(lock.components)],
    }


def _once(components: tuple[Component, ...]) -> list[Component]:
    """npm may install one version in several places."""
    return sorted({each.purl: each for each in components}.values(), key=lambda each: each.purl)


def _entry(component: Component) -> dict[str, Any]:
    group, _, name = component.name.rpartition("/")
    return {
        "type": "library",
        "bom-ref": component.purl,
        **({"group": group} if group else {}),
        "name": name,
        "version": component.version,
        "purl": component.purl,
        "scope": "excluded" if component.only_for_development else "required",
        "hashes": [{"alg": kind, "content": digest} for kind, digest in component.hashes],
    }
