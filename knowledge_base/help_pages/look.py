"""What the help pages take over from the company's settings, and the style sheet and icon that follow from it."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from knowledge_base.help_pages.colours import as_text, readable_on

BATON = "#0c6a60"
LIGHT, DARK = ("#ffffff", "#f4f6f5"), ("#18201f", "#101615")
ON_DARK = 6.0
"""A muted colour on a dark page looks switched off at the least contrast that can be read."""

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Look:
    """`logo` and `picture` are paths of images; `address` is where the installation is reached."""

    address: str = ""
    company: str = ""
    accent: str | None = None
    logo: str | None = None
    picture: str | None = None
    widget: bool = False
    """Whether the pages show the chat."""

    @property
    def icon(self) -> str:
        return self.picture or self.logo or f"/help.svg?v={digest(icon(self))}"

    @property
    def style(self) -> str:
        return f"/help.css?v={digest(style_sheet(self))}"

    def absolute(self, path: str) -> str:
        return f"{self.address}{path}"


@cache
def _common_style() -> str:
    return (_FOLDER / "help.css").read_text(encoding="utf-8")


def style_sheet(look: Look) -> str:
    accent = look.accent or BATON
    on_accent = readable_on(accent)
    light, dark = as_text(accent, LIGHT, "#000000"), as_text(accent, DARK, "#ffffff", ON_DARK)
    own = (
        f":root {{ --band: {accent}; --on-band: {on_accent}; --accent: {light}; }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ --accent: {dark}; }} }}\n"
    )
    return _common_style() + own


def icon(look: Look) -> str:
    """The company's initial on its colour, for companies without a picture."""
    accent = look.accent or BATON
    initial = escape((look.company.strip() or "?")[0].upper())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="7" fill="{accent}"/>'
        f'<text x="16" y="23" font-family="system-ui,sans-serif" font-size="20" font-weight="700" '
        f'text-anchor="middle" fill="{readable_on(accent)}">{initial}</text></svg>'
    )


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
