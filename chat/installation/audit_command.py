"""`python -m chat.installation.audit_command`: follows the chain of the audit log and names the first broken entry."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from chat.assembly.settings import ChatSettings
from kit.audit.log import Verdict, verify
from kit.database import Database
from kit.errors import BatonError


def run(arguments: Sequence[str], database: Database) -> tuple[bool, str]:
    """Whether the chain holds, and the text to print."""
    given = _parser().parse_args(arguments)
    verdict = database.read_now(verify)
    return not verdict.broken, json.dumps(_as_object(verdict)) if given.json else _in_words(verdict)


def _as_object(verdict: Verdict) -> dict[str, object]:
    return {"ok": not verdict.broken, **asdict(verdict)}


def _in_words(verdict: Verdict) -> str:
    if verdict.broken:
        return f"Entry {verdict.seq} {verdict.broken}. The {verdict.entries} entries before it hold."
    if not verdict.entries:
        return "The audit log has no entries yet."
    return f"All {verdict.entries} entries hold. The last hash is {verdict.hash}: keep it elsewhere to compare later."


def main() -> int:
    _parser().parse_args()  # `--help` and usage errors need no database
    database = Database(ChatSettings().database_address)
    try:
        holds, text = run(sys.argv[1:], database)
    except BatonError as error:
        print(error.message, file=sys.stderr)
        return 1
    finally:
        database.close()
    print(text)
    return 0 if holds else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./baton audit")
    verifying = parser.add_subparsers(dest="action", required=True).add_parser("verify")
    verifying.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
