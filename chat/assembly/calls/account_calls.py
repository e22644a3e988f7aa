"""Every call about people, departments, the audit log, and how people sign in."""

from collections.abc import Callable
from datetime import timedelta

from fastapi import APIRouter

from chat.assembly.container import Container
from conversations.repository import count_open_in
from handoff.agents.service import change_agent
from kit.passwords import Passwords
from staff.attempts.throttle import Throttle
from staff.audit.endpoints import audit_router
from staff.departments.endpoints import departments_router
from staff.open_sign_ins.endpoints import open_sign_ins_router
from staff.people.endpoints import people_router
from staff.provider.endpoints import provider_router
from staff.second_factor.endpoints import second_factor_router, second_factors_of_others_router
from staff.sign_in.endpoints import sign_in_router


def add_account_calls(include: Callable[[APIRouter], None], container: Container) -> None:
    settings, database, clock = container.settings, container.database, container.clock
    throttle, key = Throttle(database, clock, settings.sign_in_limits), settings.installation_key
    include(
        sign_in_router(
            database,
            Passwords(),
            clock,
            throttle,
            key,
            secure=settings.address.startswith("https:"),
            client_address=container.limits.address_of,
            sign_in_hours=settings.sign_in_hours,
        )
    )
    include(
        second_factor_router(
            database,
            throttle,
            key,
            clock,
            issuer=lambda: container.company.now.name,
            client_address=container.limits.address_of,
        )
    )
    include(
        provider_router(
            database,
            settings,
            key,
            clock,
            change_agent,
            throttle,
            client_address=container.limits.address_of,
            lasts=timedelta(hours=settings.sign_in_hours),
        )
    )
    include(second_factors_of_others_router(database, clock))
    include(open_sign_ins_router(database, clock))
    include(people_router(database, clock, change_agent, public_url=settings.address))
    include(departments_router(database, clock, count_open_in))
    include(audit_router(database))
