"""The name of a model before it is trained, and the manifest that is checked before it is loaded.

It uses only the standard library, so that "is it trained already?" is answered quickly.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.packs.material import Material
from bot.project import CONFIGURATION, ROOT

ARCHIVE_SUFFIX = ".tar.gz"
_CHUNK_BYTES = 1 << 20


class ModelRefused(RuntimeError):
    """A model that must not be loaded."""


@dataclass(frozen=True)
class Manifest:
    """The model's name, the versions it was made with, and the SHA-256 of the archive."""

    model: str
    sha256: str
    rasa: str
    encoder: str | None = None


def model_name(material: Material, encoder: str = "") -> str:
    """`bot-` and a hash of everything that makes up the model: base, packs, configuration, our code, the encoder."""
    digest = hashlib.sha256(encoder.encode())
    for name, file in [*material.named_files(), *((file.name, file) for file in _own_sources())]:
        digest.update(f"\0{name}\0".encode())
        digest.update(file.read_bytes())
    return f"bot-{digest.hexdigest()[:16]}"


def _own_sources() -> Iterable[Path]:
    yield CONFIGURATION
    for folder in ("components", "intents", "messages", "orders", "person_requests"):
        yield from sorted((ROOT / folder).glob("*.py"))
    yield from (ROOT / "packs" / name for name in ("form_rules.py", "merge.py"))


def manifest_path(archive: Path) -> Path:
    """The path of the manifest of `archive`."""
    return archive.with_name(archive.name.removesuffix(ARCHIVE_SUFFIX) + ".manifest.json")


def sha256_of(archive: Path) -> str:
    """The checksum of a file, read in chunks."""
    digest = hashlib.sha256()
    with archive.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def seal(archive: Path, rasa: str, encoder: str | None) -> Manifest:
    """Writes the manifest beside a freshly trained archive."""
    name = archive.name.removesuffix(ARCHIVE_SUFFIX)
    manifest = Manifest(name, sha256_of(archive), rasa, encoder)
    manifest_path(archive).write_text(json.dumps(asdict(manifest), indent=2) + "\n", encoding="utf-8")
    return manifest


def verified(archive: Path) -> Manifest:
    """The manifest of an intact archive. Raises `ModelRefused` with the reason otherwise."""
    if not archive.is_file():
        raise ModelRefused(f"there is no model at {archive}; train one first")
    try:
        manifest = Manifest(**json.loads(manifest_path(archive).read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise ModelRefused(f"the model {archive.name} has no manifest beside it; train it again") from error
    except (ValueError, TypeError) as error:
        raise ModelRefused(f"the manifest of {archive.name} cannot be read; train it again") from error
    if manifest.sha256 != sha256_of(archive):
        raise ModelRefused(f"the model {archive.name} is not the one that was trained: its SHA-256 differs")
    return manifest
