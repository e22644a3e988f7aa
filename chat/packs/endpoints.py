"""`/packs`, for administrators: which there are, switching them, and trying their connectors."""

import asyncio
import time
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, StrictBool, StringConstraints

from chat.connectors.connector import Asked, Connector
from chat.connectors.connectors import Connectors
from chat.connectors.definition import Definition
from chat.connectors.reply import reply_text
from chat.packs.current import CurrentPacks
from chat.packs.pack import Pack
from chat.packs.responses import PacksBody, TriedConnectorBody
from chat.packs.switching import change_body
from kit.audit import repository
from kit.audit.entry import Entry, by
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest, Conflict, NotFound
from kit.identifiers import new_id
from kit.web.contract import fails, sends

Value = Annotated[str, StringConstraints(max_length=500)]


class SwitchPack(BaseModel):
    on: StrictBool


class TryConnector(BaseModel):
    """`confirmed` says that something may really be changed."""

    values: dict[str, Value] = Field(default_factory=dict, max_length=20)
    language: str = Field(default="en", pattern=r"^[a-z]{2,3}$")
    confirmed: StrictBool = False


def packs_router(database: Database, packs: CurrentPacks, connectors: Connectors, clock: Clock) -> APIRouter:
    router = APIRouter(prefix="/packs", tags=["packs"])

    def body() -> dict[str, Any]:
        return {
            "packs": [_pack_body(pack, packs.has_secret) for pack in packs.all],
            "switchable": packs.follows_launcher,
            "change": change_body(packs.switching.now()) if packs.follows_launcher else None,
        }

    @router.get("", response_model=sends(PacksBody))
    async def list_packs() -> dict[str, Any]:
        await packs.refresh()
        return await asyncio.to_thread(body)

    @router.put("/{pack_id}", response_model=sends(PacksBody), responses=fails(409, "packs_fixed", "change_under_way"))
    async def switch_pack(request: Request, pack_id: str, wanted: SwitchPack) -> dict[str, Any]:
        """Returns at once. The training takes a minute or more; `change` of the list says how far it is."""
        pack = _find(packs, pack_id)
        if not packs.follows_launcher:
            raise Conflict("The operator of this server decides which packs are on.", code="packs_fixed")
        change = await asyncio.to_thread(packs.switching.now)
        if change is not None and change.is_under_way:
            raise Conflict("Another change of the packs is under way.", code="change_under_way")
        entry = Entry(by(person_of(request)), "pack.switched", pack.id, {"on": wanted.on})
        await database.write(repository.append, entry, clock())
        await asyncio.to_thread(packs.switching.ask, pack.id, on=wanted.on)
        return await asyncio.to_thread(body)

    _add_try(router, packs, connectors)
    return router


def _add_try(router: APIRouter, packs: CurrentPacks, connectors: Connectors) -> None:
    @router.post(
        "/{pack_id}/connectors/{name}/try",
        response_model=sends(TriedConnectorBody),
        responses=fails(400, "not_confirmed"),
    )
    async def try_connector(request: Request, pack_id: str, name: str, given: TryConnector) -> dict[str, Any]:
        """Makes the call as it would be made for a customer, also for a pack that is off."""
        definition, connector = _connector(packs, connectors, pack_id, name)
        if connector.changes and not given.confirmed:
            raise BadRequest("This changes something at the company's: confirm it.", code="not_confirmed")
        asked = Asked(given.values, f"try:{new_id('try')}", given.language, given.confirmed)
        began = time.monotonic()
        told = await connectors.perform(name, connector, asked, by=by(person_of(request)))
        return {
            "outcome": told.outcome,
            "event": told.event,
            "reason": told.reason,
            "status": told.status,
            "milliseconds": round((time.monotonic() - began) * 1000),
            "fields": dict(told.fields),
            "reply": reply_text(definition, told, given.values, given.language),
        }


def _find(packs: CurrentPacks, pack_id: str) -> Pack:
    found = next((pack for pack in packs.all if pack.id == pack_id), None)
    if found is None:
        raise NotFound()
    return found


def _connector(packs: CurrentPacks, connectors: Connectors, pack_id: str, name: str) -> tuple[Definition, Connector]:
    definition = _find(packs, pack_id).connectors.get(name)
    if definition is None:
        raise NotFound()
    connector = connectors.inside.get(name) if definition.inside else packs.connector_of(definition)
    if connector is None:
        raise NotFound()
    return definition, connector


def _pack_body(pack: Pack, has_secret: Callable[[str], bool]) -> dict[str, Any]:
    return {
        "id": pack.id,
        "title": pack.title,
        "description": pack.description,
        "version": pack.version,
        "on": pack.is_on,
        "added": pack.is_added,
        "languages": list(pack.languages),
        "needs": list(pack.needs),
        "connectors": [_connector_body(one, has_secret) for one in pack.connectors.values()],
        "broken": list(pack.broken),
    }


def _connector_body(one: Definition, has_secret: Callable[[str], bool]) -> dict[str, Any]:
    request = one.request
    return {
        "name": one.name,
        "title": one.title,
        "changes": one.changes,
        "inside": one.inside,
        "method": request.method if request else None,
        "url": request.url if request else None,
        "asks": list(one.asks),
        "fields": list(one.fields),
        "timeout_seconds": request.timeout_seconds if request else None,
        "secrets": [{"name": name, "found": has_secret(name)} for name in (request.secrets if request else ())],
    }
