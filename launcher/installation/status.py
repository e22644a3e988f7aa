"""`./baton status`: how an installation is, in words. It works whether or not anything runs."""

import json
from dataclasses import asdict
from typing import Any

from launcher.installation.facts import Facts, age_in_days, gather
from launcher.places import Checkout, DataFolder

_NAMES = {"bot": "with the bot", "queued": "in the queue", "assigned": "with an agent", "resolved": "resolved"}


def status(checkout: Checkout, data: DataFolder, *, as_json: bool) -> int:
    facts = gather(checkout, data)
    print(json.dumps(as_object(facts), indent=2) if as_json else "\n".join(words(facts)))
    return 0


def as_object(facts: Facts) -> dict[str, Any]:
    report = facts.report or {}
    return {
        "data": str(facts.data.path),
        "running": facts.launcher is not None or facts.health is not None,
        "launcher": facts.launcher,
        "address": asdict(facts.address) if facts.address else None,
        "health": facts.health,
        "processes": [asdict(process) for process in facts.processes],
        "database": report.get("database"),
        "redis": report.get("redis"),
        "files": report.get("files"),
        "settings_problem": report.get("settings_problem"),
        "model": facts.model,
        "demo": facts.demo,
        "free_bytes": facts.free_bytes,
        "last_backup": facts.backup,
        "to_set_up": facts.to_set_up,
    }


def words(facts: Facts) -> list[str]:
    rows = [
        ("Baton", _running(facts)),
        *[("", _process(process)) for process in map(asdict, facts.processes)],
        ("Health", _health(facts)),
        ("Data", f"{facts.data.path}" + {True: ", with demo data", False: "", None: ""}[facts.demo]),
        *_database(facts),
        ("Redis", _redis(facts)),
        ("Files", _files(facts)),
        ("Bot", f"model {facts.model}" if facts.model else "no trained model"),
        ("Disk", f"{_size(facts.free_bytes)} free"),
        ("Backup", _backup(facts)),
    ]
    if facts.to_set_up:
        rows.append(("Set-up", f"not done yet: {', '.join(facts.to_set_up)}; the next start does it"))
    return [f"{name:<14}{text}" for name, text in rows if text]


def _running(facts: Facts) -> str:
    where = f", on port {facts.address.port}" if facts.address else ""
    if facts.launcher is not None:
        return f"runs (`./baton up`, process {facts.launcher}{where})"
    if facts.health is not None:
        return f"runs{where}, not under `./baton up`"
    return "does not run"


def _process(process: dict[str, Any]) -> str:
    return f"{process['name']:<10} process {process['pid']}, for {_span(process['seconds'])}, {process['megabytes']} MB"


def _health(facts: Facts) -> str:
    if facts.health is None:
        return "" if facts.launcher is None else "no answer from chat: it is starting, or hangs"
    parts = ", ".join(f"{name} {state}" for name, state in facts.health.items() if name != "status")
    return f"{facts.health.get('status')}: {parts}"


def _database(facts: Facts) -> list[tuple[str, str]]:
    report, found = facts.report, facts.database
    if report is None:
        return [("Database", "not looked at: the application's environment is not set up")]
    if problem := report.get("settings_problem") or found.get("problem"):
        return [("Database", f"cannot be read: {problem}")]
    schema = found["schema"] or "none"
    current = "current" if schema == found["expected_schema"] else f"this version needs {found['expected_schema']}"
    rows = [("Database", f"{found['kind']}, {_size(found['bytes'] or 0)}, schema {schema} ({current})")]
    if (counts := found["conversations"]) is not None:
        parts = ", ".join(f"{counts.get(status, 0)} {name}" for status, name in _NAMES.items())
        rows.append(("Conversations", f"{sum(counts.values())}: {parts}"))
    if (counts := found["articles"]) is not None:
        parts = ", ".join(f"{counts.get(state, 0)} {state}" for state in ("published", "draft", "archived"))
        rows.append(("Articles", f"{parts}; knowledge version {found['knowledge_version'] or 0}"))
    return rows


def _redis(facts: Facts) -> str:
    if facts.health is not None:
        return str(facts.health.get("redis", "unknown"))
    found = (facts.report or {}).get("redis") or {}
    if not found.get("configured"):
        return "embedded, starts with Baton"
    return f"cannot be reached: {found['problem']}" if found["problem"] else "ok"


def _files(facts: Facts) -> str:
    found = (facts.report or {}).get("files") or {}
    if not found.get("bucket"):
        return ""
    return f"in the bucket {found['bucket']}, which {found['problem'] or 'answers'}"


def _backup(facts: Facts) -> str:
    if facts.backup is None:
        return "none was made with `./baton backup`"
    age = _span(age_in_days(facts.backup["at"]) * 86_400)
    return f"{facts.backup['file']}, {_size(facts.backup['bytes'])}, {age} ago"


def _size(count: float) -> str:
    for unit in ("bytes", "kB", "MB", "GB"):
        if count < 1000:
            return f"{count:.0f} {unit}"
        count /= 1000
    return f"{count:.1f} TB"


def _span(seconds: float) -> str:
    for unit, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= unit:
            count = int(seconds // unit)
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{max(0, int(seconds))} seconds"
