"""Who a provider's account is here, and signing that person in. One transaction."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from kit.audit import repository as audit
from kit.audit.entry import Actor, Entry
from kit.errors import Conflict
from kit.web.emails import looks_like_email
from staff.people import repository as people_repository
from staff.people import service as people_service
from staff.people.person import ROLES, Person
from staff.provider import repository
from staff.provider.failure import ProviderFailure
from staff.provider.flow import Account
from staff.provider.settings import ProviderSettings
from staff.sign_in.browser import Browser
from staff.sign_in.service import store_sign_in

ChangePerson = Callable[[Connection, str, Mapping[str, Any], datetime], Person]

PROVIDER = Actor("provider")


def sign_in(
    connection: Connection,
    account: Account,
    settings: ProviderSettings,
    change: ChangePerson,
    token: str,
    browser: Browser,
    now: datetime,
    lasts: timedelta,
) -> Person:
    """Raises ProviderFailure if the account opens nothing here. The provider has asked for its own second factor."""
    roles = _roles(account, settings)
    person = _linked(connection, account) or _first_time(connection, account, settings, roles, now)
    if not person.active:
        raise ProviderFailure("deactivated")
    if roles and set(roles) != set(person.roles):
        try:
            person = change(connection, person.id, {"roles": roles}, now)
        except Conflict as conflict:  # the last administrator stays one, whatever the groups say
            raise ProviderFailure("no_role", conflict.message) from conflict
        audit.append(connection, Entry(PROVIDER, "person.changed", person.id, {"roles": roles}), now)
    store_sign_in(connection, person, token, browser, now, lasts, "provider")
    return person


def _roles(account: Account, settings: ProviderSettings) -> list[str]:
    """The roles of the account's groups; empty if roles are given on the People page."""
    if not settings.oidc_roles:
        return []
    given = {role for group, role in settings.oidc_roles.items() if group in account.groups}
    if not given:
        raise ProviderFailure("no_role")
    return [role for role in ROLES if role in given]


def _linked(connection: Connection, account: Account) -> Person | None:
    person_id = repository.find_person(connection, account.issuer, account.subject)
    return people_repository.find(connection, person_id, lock=True) if person_id else None


def _first_time(
    connection: Connection, account: Account, settings: ProviderSettings, roles: list[str], now: datetime
) -> Person:
    """Links the account with the person who has its e-mail address, or with a new one, as the settings allow."""
    person = people_repository.find_by_email(connection, account.email)
    if person is not None:
        if not settings.oidc_link_by_email or repository.is_linked(connection, account.issuer, person.id):
            raise ProviderFailure("unknown_person")
        if not person.active:
            raise ProviderFailure("deactivated")
    elif settings.oidc_create and looks_like_email(account.email):
        person = people_service.add_person(connection, account.email, account.name, roles, now)
        audit.append(connection, Entry(PROVIDER, "person.added", person.id, {"roles": roles}), now)
    else:
        raise ProviderFailure("unknown_person")
    repository.link(connection, account.issuer, account.subject, person.id, now)
    audit.append(connection, Entry(PROVIDER, "person.linked", person.id), now)
    return person
