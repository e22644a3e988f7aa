"""What signing in needs to know of the browser or program that calls: its address, its cookies and what it is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Browser:
    """`address` is the one that throttles count. `device` is what people see: `Firefox · Linux`."""

    address: str
    cookies: Mapping[str, str] = field(default_factory=dict)
    device: str = ""


BrowserOf = Callable[[Request], Browser]


def browsers(address_of: Callable[[Request], str]) -> BrowserOf:
    def browser_of(request: Request) -> Browser:
        return Browser(address_of(request), request.cookies, device_of(request.headers.get("user-agent", "")))

    return browser_of


# The first that fits counts: most browsers also name those that they descend from.
_BROWSERS = (
    ("Edge", r"\bEdgA?/|\bEdgiOS/"),
    ("Opera", r"\bOPR/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\bFirefox/|\bFxiOS/"),
    ("Chrome", r"\bChrome/|\bCriOS/|\bHeadlessChrome/"),
    ("Safari", r"\bSafari/"),
)
_SYSTEMS = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Windows", r"\bWindows\b"),
    ("macOS", r"\bMac OS X\b|\bMacintosh\b"),
    ("Linux", r"\bLinux\b"),
)
_PROGRAM = re.compile(r"[A-Za-z][A-Za-z0-9 _.-]{0,39}(?=/|$)")


def device_of(user_agent: str) -> str:
    """Browser and system by their names; of a program, its name. The rest is not kept."""
    agent = user_agent[:500]
    named = [_first(_BROWSERS, agent), _first(_SYSTEMS, agent)]
    if any(named):
        return " · ".join(name for name in named if name)
    program = _PROGRAM.match(agent)
    return program[0] if program else ""


def _first(patterns: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for name, pattern in patterns if re.search(pattern, agent)), "")
