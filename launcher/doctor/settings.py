"""Checks of the settings: names, addresses, sites, and demo data where it does not belong."""

import re
from urllib.parse import urlsplit

from launcher.doctor.finding import Finding
from launcher.installation.facts import Facts
from launcher.processes.ports import is_free
from launcher.processes.setting_names import unread_settings

_LOCAL = re.compile(r"^(localhost|127\..*|\[?::1\]?|.*\.localhost|)$")


def check_names(facts: Facts) -> list[Finding]:
    found = [
        Finding("unknown_setting", f"Nothing reads the variable {each.name}.", each.remedy)
        for each in unread_settings(facts.settings, facts.checkout)
    ]
    if problem := (facts.report or {}).get("settings_problem"):
        found.append(Finding("wrong_setting", f"{problem}.", "Correct it as docs/configuration.md says."))
    return found


def check_address(facts: Facts) -> list[Finding]:
    found = []
    parts = urlsplit(facts.public_url)
    if facts.public_url and (parts.scheme not in ("http", "https") or not parts.hostname):
        problem = f"BATON_PUBLIC_URL is {facts.public_url!r}, which is no web address."
        found.append(Finding("public_url", problem, "Set it to an address such as https://support.example.com."))
    elif parts.scheme == "http" and not _LOCAL.match(parts.hostname or ""):
        problem = f"BATON_PUBLIC_URL is {facts.public_url}, so passwords and conversations travel unencrypted."
        found.append(Finding("no_tls", problem, "Put a proxy with TLS in front and set the https address."))
    host, port = facts.settings.get("BATON_HOST", "127.0.0.1"), facts.settings.get("BATON_PORT", "8000")
    if _serves_others(host) and not facts.public_url:
        problem = f"Baton listens on {host} without BATON_PUBLIC_URL, so its links and cookies are for this machine."
        found.append(Finding("public_url", problem, "Set BATON_PUBLIC_URL to the address that browsers use."))
    if not facts.launcher and not facts.health and port.isdigit() and 0 < int(port) < 65_536:
        try:
            free = is_free(host, int(port))
        except OSError:
            free = False
        if not free:
            problem = f"Baton does not run, and port {port} on {host} is in use or not allowed."
            found.append(Finding("port", problem, "Stop the program that uses it, or set BATON_PORT."))
    return found


def check_sites(facts: Facts) -> list[Finding]:
    """A demo shows its widget in its own shop."""
    if facts.demo or facts.settings.get("BATON_WIDGET_SITES", "").split() or facts.database.get("sites"):
        return []
    problem = "No site may show the widget: the console's settings and BATON_WIDGET_SITES name none."
    return [Finding("no_sites", problem, "List your sites in either, such as https://www.example.com.")]


def check_demo(facts: Facts) -> list[Finding]:
    public = facts.public_url and not _LOCAL.match(urlsplit(facts.public_url).hostname or "")
    if not facts.demo or not (public or _serves_others(facts.settings.get("BATON_HOST", ""))):
        return []
    problem = "This installation is public and has demo data, with sign-ins whose passwords are printed at each start."
    return [Finding("demo", problem, "Start on an empty folder with `./baton up --no-demo --data DIR`.")]


def _serves_others(host: str) -> bool:
    return not _LOCAL.match(host)
