"""Enrolment, checking and end of a second factor. Each function runs in one transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from kit.audit import repository as audit
from kit.audit.entry import Actor, Entry
from kit.clock import to_text
from kit.errors import Conflict, NotAllowed, NotSignedIn
from kit.events import tell
from kit.identifiers import hash_token
from kit.keys.installation_key import InstallationKey
from staff.people import service as people_service
from staff.people.person import expand_roles
from staff.second_factor import codes, repository
from staff.second_factor.repository import SecondFactor
from staff.sign_in import repository as credentials

_PURPOSE = "second factor"


def must_have(connection: Connection, roles: Iterable[str]) -> bool:
    """Whether people with these roles must have a second factor. A role counts for those that include it, too."""
    return not expand_roles(roles).isdisjoint(repository.read_roles(connection))


def describe(connection: Connection, person_id: str) -> dict[str, Any]:
    person = people_service.get_person(connection, person_id)
    found = repository.find_confirmed(connection, person_id)
    return {
        "enabled": found is not None,
        "since": to_text(found.confirmed_at) if found and found.confirmed_at else None,
        "recovery_codes_left": repository.count_recovery_codes(connection, person_id),
        "required": must_have(connection, person.roles),
    }


def begin(connection: Connection, person_id: str, key: InstallationKey, issuer: str, now: datetime) -> dict[str, Any]:
    """Makes a secret, which counts once it is confirmed. Raises Conflict if the person has a second factor."""
    person = people_service.get_person(connection, person_id)
    if repository.find_confirmed(connection, person_id, lock=True) is not None:
        raise Conflict("You have a second factor already. Switch it off first.", code="wrong_status")
    secret = codes.new_secret()
    repository.replace(connection, person_id, key.seal(_PURPOSE, secret), now)
    address = codes.address_of(secret, person.email, issuer)
    return {"secret": secret, "address": address, "qr": codes.qr_of(address)}


def confirm(connection: Connection, person_id: str, code: str, key: InstallationKey, now: datetime) -> list[str]:
    """Switches the second factor on. Returns the recovery codes, this once."""
    found = repository.find(connection, person_id, lock=True)
    if found is None or found.confirmed_at is not None:
        raise Conflict("There is nothing to confirm. Begin again.", code="wrong_status")
    step = codes.step_of(_secret(found, key), code, now)
    if step is None:
        raise wrong_code()
    repository.confirm(connection, person_id, step, now)
    credentials.mark_enrolled(connection, person_id)
    return _renew_codes(connection, person_id, "second_factor.enabled", now)


def renew_recovery_codes(
    connection: Connection, person_id: str, code: str, key: InstallationKey, now: datetime
) -> list[str]:
    """Makes new recovery codes; the old ones end."""
    use(connection, person_id, code, key, now)
    return _renew_codes(connection, person_id, "recovery_codes.renewed", now)


def end(connection: Connection, person_id: str, code: str, key: InstallationKey, now: datetime) -> None:
    """Switches the person's own second factor off. Raises NotAllowed if their role must have one."""
    person = people_service.get_person(connection, person_id)
    if must_have(connection, person.roles):
        raise NotAllowed("People with your role must have a second factor.", code="second_factor_required")
    use(connection, person_id, code, key, now)
    repository.remove(connection, person_id)
    audit.append(connection, Entry(Actor("person", person_id), "second_factor.disabled", person_id), now)


def reset(connection: Connection, person_id: str, by: Actor, now: datetime) -> None:
    """Takes a person's second factor away, because they lost it, and ends their sign-ins."""
    people_service.get_person(connection, person_id)
    had = repository.remove(connection, person_id)
    credentials.delete_sign_ins(connection, person_id)
    tell(connection, "person.changed", person_id=person_id)  # open sockets check their credential again
    audit.append(connection, Entry(by, "second_factor.reset", person_id, {"had": had}), now)


def use(connection: Connection, person_id: str, code: str, key: InstallationKey, now: datetime) -> str:
    """Uses up a code of the app or of the paper. Returns which it was; raises NotSignedIn `wrong_code`."""
    found = repository.find_confirmed(connection, person_id, lock=True)
    if found is None:
        raise wrong_code()
    step = codes.step_of(_secret(found, key), code, now)
    if step is not None and (found.last_step is None or step > found.last_step):
        repository.note_step(connection, person_id, step)
        return "app"
    if repository.use_recovery_code(connection, person_id, hash_token(codes.plain_recovery_code(code))):
        return "recovery code"
    raise wrong_code()


def wrong_code() -> NotSignedIn:
    return NotSignedIn("The code is wrong, or was used before. Wait for the next one.", code="wrong_code")


def _renew_codes(connection: Connection, person_id: str, action: str, now: datetime) -> list[str]:
    fresh = codes.new_recovery_codes()
    hashes = [hash_token(codes.plain_recovery_code(each)) for each in fresh]
    repository.replace_recovery_codes(connection, person_id, hashes)
    audit.append(connection, Entry(Actor("person", person_id), action, person_id), now)
    return fresh


def _secret(found: SecondFactor, key: InstallationKey) -> str:
    secret = key.unseal(_PURPOSE, found.secret)
    if secret is None:
        raise Conflict(
            "This second factor cannot be read, because the installation's key was changed. Ask an administrator to "
            "reset it.",
            code="second_factor_unreadable",
        )
    return secret
