"""Checks of what is stored: the database, the Redis and the bucket that were named, and what nobody has added yet."""

from typing import Any

from launcher.doctor.finding import Finding
from launcher.installation.facts import Facts


def check_database(facts: Facts) -> list[Finding]:
    found = facts.database
    if facts.report is None:
        problem = "The database was not looked at, because the application's environment is not set up."
        return [Finding("database_unread", problem, "Run `./baton set-up`, then `./baton doctor` again.")]
    if not found:
        return []
    if found["problem"]:
        return _unreadable(facts, found)
    if damage := found.get("damage"):
        problem = f"The database is damaged: {damage[0]}."
        return [Finding("database_damaged", problem, "Stop Baton and restore a backup, as docs/operations.md says.")]
    if found["schema"] != found["expected_schema"]:
        problem = f"The database is at schema {found['schema'] or 'none'}, and this version needs "
        return [Finding("schema", f"{problem}{found['expected_schema']}.", "Run `./baton migrate`.")]
    return []


def _unreadable(facts: Facts, found: dict[str, Any]) -> list[Finding]:
    if found["kind"] == "sqlite" and not facts.data.database.exists():
        if not facts.data.set_up_before.exists():
            problem = f"There is no installation in {facts.data.path} yet."
            return [Finding("nothing_there", problem, "Start Baton on it, or name another folder with --data.")]
        remedy = "Mount its disk, or restore a backup with `./baton restore FILE --data DIR`."
        return [Finding("database_gone", f"The database {facts.data.database} is gone.", remedy)]
    problem = f"The database cannot be read: {found['problem']}."
    return [Finding("database_unreachable", problem, "Check BATON_DATABASE_URL, and that its server runs.")]


def check_people_and_articles(facts: Facts) -> list[Finding]:
    people, articles = facts.database.get("people"), facts.database.get("articles")
    found = []
    if people is not None and not people.get("admin"):
        remedy = "Run `./baton people add EMAIL --role admin`, and open the link that it prints."
        found.append(Finding("no_administrator", "Nobody can sign in as an administrator.", remedy))
    if people is not None and not people.get("agent"):
        remedy = "Add people with the role agent on the console's page People."
        found.append(Finding("no_agents", "Nobody can answer customers: there is no agent who can sign in.", remedy))
    if articles is not None and not articles.get("published"):
        remedy = "Publish articles in the editor, or run `./baton articles import DIR`."
        found.append(Finding("no_articles", "The bot can answer nothing: no article is published.", remedy))
    return found


def check_redis(facts: Facts) -> list[Finding]:
    found = (facts.report or {}).get("redis") or {}
    if found.get("problem"):
        problem = f"The Redis of BATON_REDIS_URL cannot be reached ({found['problem']})."
        return [Finding("redis", problem, "Start it, or correct the address and its password.")]
    if found.get("open"):
        problem = "The Redis of BATON_REDIS_URL serves everybody who can reach it, without a password."
        return [Finding("redis_open", problem, "Switch its default user off, or give it a password (requirepass).")]
    if facts.health and facts.health.get("redis") not in ("ok", "not configured"):
        problem = f"The running Baton cannot reach its Redis ({facts.health['redis']})."
        return [Finding("redis", problem, "Look into redis.log in the data folder's logs.")]
    return []


def check_files(facts: Facts) -> list[Finding]:
    """The report has stored a file in the bucket and deleted it."""
    found = (facts.report or {}).get("files") or {}
    if not found.get("problem"):
        return []
    problem = f"The bucket {found['bucket']} for files of conversations {found['problem']}."
    return [
        Finding("files", problem, "Check BATON_S3_ENDPOINT, the bucket's name, and that its key may read and write.")
    ]
