"""What SQL holds of the company's settings, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

ImageKind = Literal["logo", "picture"]


@dataclass(frozen=True, slots=True)
class Image:
    """A logo, or the bot's picture. `digest` is a part of its address, so that a new image has a new one."""

    kind: ImageKind
    content_type: str
    digest: str
    content: bytes = b""

    @property
    def address(self) -> str:
        return f"/company/{self.kind}?v={self.digest}"


@dataclass(frozen=True, slots=True)
class Stored:
    """Version 0 means that nobody has changed anything yet."""

    version: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)
    changed_by: str | None = None
    changed_at: datetime | None = None
    images: Mapping[str, Image] = field(default_factory=dict)
    """Without their content."""
