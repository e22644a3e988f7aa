"""The company's current settings: each value as stored, else as the operator set it, else the default.

`Company` is a snapshot. Code that shows something to a customer takes the current one from `chat.company.current`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from chat.company.fields import FIELDS
from chat.company.hours_text import hours_text
from chat.company.languages import NO_AGENT, NO_COMPANY, language_of, spoken
from chat.company.stored import ImageKind, Stored
from kit.clock import Clock, system_clock
from staff.departments.department import Hours

DEMO_COMPANY = "Wren & Wheel"
DEMO_ACCENT = "#14524a"

Source = Literal["stored", "environment", "default"]

_PLACEHOLDER = re.compile(r"\{(company|agent|hours)\}")


@dataclass(frozen=True, slots=True)
class Fallbacks:
    """What applies if nothing is stored: the operator's settings, and the defaults."""

    company: str = ""
    sites: tuple[str, ...] = ()
    demo: bool = False

    def of(self, name: str) -> tuple[Any, Source]:
        match name:
            case "company" if self.company:
                return self.company, "environment"
            case "company" if self.demo:
                return DEMO_COMPANY, "default"
            case "accent" if self.demo:
                return DEMO_ACCENT, "default"
            case "sites":
                return list(self.sites), "environment" if self.sites else "default"
            case "date_format":
                return "reader", "default"
            case "help_widget":
                return "on", "default"
            case "form_name" | "form_email" | "form_department" | "mask_names":
                return "off", "default"
        return None, "default"


@dataclass(frozen=True, slots=True)
class Company:
    stored: Stored = field(default_factory=Stored)
    fallbacks: Fallbacks = field(default_factory=Fallbacks)
    hours: Hours | None = None
    """Opening hours of the default department; None means always open."""
    clock: Clock = system_clock

    @property
    def version(self) -> int:
        return self.stored.version

    def value(self, name: str) -> Any:
        stored = self.stored.values.get(name)
        return self.fallbacks.of(name)[0] if stored is None else stored

    @property
    def name(self) -> str:
        """Empty if nobody has named the company."""
        return self.value("company") or ""

    @property
    def sites(self) -> list[str]:
        return list(self.value("sites"))

    @property
    def time_zone(self) -> str:
        """The company's own, otherwise that of the default department's opening hours, otherwise UTC."""
        return str(self.value("time_zone") or (self.hours or {}).get("time_zone") or "UTC")

    def image(self, kind: ImageKind) -> str | None:
        """The image's address."""
        found = self.stored.images.get(kind)
        return found.address if found else None

    def texts(self, name: str) -> dict[str, str]:
        """The company's own texts for this place, by language, with their placeholders filled."""
        return {language: self.fill(text, language) for language, text in (self.value(name) or {}).items()}

    def text(self, name: str, locale: str | None) -> str | None:
        """The company's own text in this reader's language; None if it has none in that language."""
        own: Mapping[str, str] = self.value(name) or {}
        language = language_of(locale)
        return self.fill(own[language], language) if language in own else None

    def fill(self, text: str, locale: str | None) -> str:
        """Returns the text with its placeholders filled. Filled-in values are not searched for placeholders."""
        language = language_of(locale)
        return _PLACEHOLDER.sub(lambda placeholder: self._word(placeholder[1], language), text)

    def _word(self, placeholder: str, language: str) -> str:
        match placeholder:
            case "company":
                return self.name or spoken(NO_COMPANY, language)
            case "agent":
                return spoken(NO_AGENT, language)
        return hours_text(self.hours, language, self.clock())

    def body(self) -> dict[str, Any]:
        """What administrators see: each value, where it comes from, and what would apply without it."""
        return {
            "version": self.version,
            "changed_by": self.stored.changed_by,
            "values": {name: self._described(name) for name in FIELDS},
            "images": {kind: self.image(kind) for kind in ("logo", "picture")},
        }

    def _described(self, name: str) -> dict[str, Any]:
        fallback, source = self.fallbacks.of(name)
        stored = self.stored.values.get(name)
        value, came_from = (fallback, source) if stored is None else (stored, "stored")
        return {"value": value, "source": came_from, "fallback": fallback}
