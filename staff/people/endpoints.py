"""People over HTTP. The policy table says who may call what."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection

from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from staff.people import repository, service
from staff.people.person import Person
from staff.people.requests import PersonChanges, PersonRequest
from staff.sign_in import service as sign_in

ChangePerson = Callable[[Connection, str, Mapping[str, Any], datetime], Person]
"""Changes a person, including everything that follows from it, in one transaction."""


def people_router(database: Database, clock: Clock, change: ChangePerson, *, public_url: str) -> APIRouter:
    """Serves `/people`. `change` is passed in because this package does not know about agents."""
    router = APIRouter(prefix="/people", tags=["people"])

    @router.get("")
    async def list_people() -> dict[str, Any]:
        people = await database.read(repository.list_people)
        return {"people": [service.describe(person) for person in people]}

    @router.post("", status_code=201)
    async def add_person(request: Request, body: PersonRequest) -> dict[str, Any]:
        def entry(person: Person) -> Entry:
            return Entry(by(person_of(request)), "person.added", person.id, {"roles": list(person.roles)})

        adding = audited(service.add_person, clock, entry)
        person = await database.write(adding, body.email, body.name, body.roles, clock(), departments=body.departments)
        return service.describe(person)

    @router.patch("/{person_id}")
    async def change_person(request: Request, person_id: str, body: PersonChanges) -> dict[str, Any]:
        changes = body.model_dump(exclude_unset=True)

        def entry(person: Person) -> Entry:
            details = {"changed": sorted(changes), "roles": list(person.roles), "active": person.active}
            return Entry(by(person_of(request)), "person.changed", person.id, details)

        person = await database.write(audited(change, clock, entry), person_id, changes, clock())
        return service.describe(person)

    @router.post("/{person_id}/invitation", status_code=201)
    async def invite(request: Request, person_id: str) -> dict[str, Any]:
        inviting = audited(sign_in.invite, clock, lambda _: Entry(by(person_of(request)), "person.invited", person_id))
        token = await database.write(inviting, person_id, clock())
        return {"url": sign_in.invitation_url(public_url, token)}

    return router
