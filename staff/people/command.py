"""`python -m staff.people.command`: adds people from a shell, when nobody exists yet who could invite them."""

import argparse
import sys
from collections.abc import Sequence

from sqlalchemy import Connection

from kit.audit import repository as audit
from kit.audit.entry import OPERATOR, Entry
from kit.clock import Clock, system_clock
from kit.database import Database
from kit.errors import BatonError, Conflict, NotFound
from kit.settings import AddressSettings
from kit.web.emails import fold_email, looks_like_email
from staff.people import repository as people_repository
from staff.people import service as people_service
from staff.people.person import ROLES
from staff.second_factor import service as second_factors
from staff.sign_in import service as people_sign_ins


def add(connection: Connection, email: str, name: str, roles: Sequence[str], clock: Clock) -> str:
    """Adds a person. Returns the token of their one-time link."""
    person = people_service.add_person(connection, email, name, roles, clock())
    token = people_sign_ins.invite(connection, person.id, clock())
    audit.append(connection, Entry(OPERATOR, "person.added", person.id, {"roles": list(person.roles)}), clock())
    return token


def reset(connection: Connection, email: str, clock: Clock, *, second_factor: bool = False) -> str:
    """Returns the token of a one-time link to set a new password. The old password works until the link is used.

    With `second_factor`, that is taken away at once.
    """
    person = people_repository.find_by_email(connection, fold_email(email))
    if person is None:
        raise NotFound(f"Nobody has the address {email}. Use `people add` to add a person.")
    if second_factor:
        second_factors.reset(connection, person.id, OPERATOR, clock())
    token = people_sign_ins.invite(connection, person.id, clock())
    audit.append(connection, Entry(OPERATOR, "person.invited", person.id), clock())
    return token


def run(arguments: Sequence[str], database: Database, public_url: str, clock: Clock = system_clock) -> str:
    """Runs the command and returns the link. Raises BatonError with the message to show."""
    options = _parser().parse_args(arguments)
    if options.action == "reset":
        token = database.write_now(reset, options.email, clock, second_factor=options.second_factor)
    else:
        if not looks_like_email(options.email):
            raise Conflict(f"{options.email} is not an e-mail address.")
        name = options.name or options.email.partition("@")[0]
        token = database.write_now(add, options.email, name, options.role, clock)
    return people_sign_ins.invitation_url(public_url, token)


def main() -> int:
    _parser().parse_args()  # so that `--help` and mistakes need no database
    settings = AddressSettings()
    database = Database(settings.database_address)
    try:
        print(run(sys.argv[1:], database, settings.address))
    except BatonError as error:
        print(error.message, file=sys.stderr)
        return 1
    finally:
        database.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./baton people", description="Add people, or let them set a new password.")
    actions = parser.add_subparsers(dest="action", required=True)
    adding = actions.add_parser("add", help="add a person and print a one-time link")
    adding.add_argument("email")
    adding.add_argument("--role", action="append", choices=ROLES, required=True, help="may be given several times")
    adding.add_argument(
        "--name", help="the name that colleagues and customers see; by default the part of the address before the @"
    )
    resetting = actions.add_parser("reset", help="print a one-time link to set a new password")
    resetting.add_argument("email")
    resetting.add_argument(
        "--second-factor", action="store_true", help="also take the second factor away and end the person's sign-ins"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
