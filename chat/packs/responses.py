"""What the calls about packs send."""

from typing import Literal

from pydantic import Field

from kit.web.contract import ResponseBody


class ConnectorSecretBody(ResponseBody):
    """A secret that a connector needs. Its value is never sent."""

    name: str
    found: bool


class PackConnectorBody(ResponseBody):
    """A connector of a pack. `method` and `url` are null if a part of Baton answers."""

    name: str
    title: str
    changes: bool = Field(description="Whether a call changes something at the company's.")
    inside: str | None
    method: str | None
    url: str | None = Field(description="The template, with the slots in braces.")
    asks: list[str]
    fields: list[str]
    timeout_seconds: float | None
    secrets: list[ConnectorSecretBody]


class PackBody(ResponseBody):
    id: str
    title: str
    description: str
    version: str
    on: bool
    added: bool = Field(description="Whether it was added; otherwise it comes with Baton.")
    languages: list[str]
    needs: list[str]
    connectors: list[PackConnectorBody]
    broken: list[str] = Field(description="Connectors that cannot be used as they are described.")


class PackChangeBody(ResponseBody):
    """A change of the packs, under way or over."""

    pack: str
    on: bool
    state: Literal["asked", "training", "done", "failed"]
    share: float | None = Field(description="How much is done, from 0 to 1, if it is known.")
    problem: str | None


class PacksBody(ResponseBody):
    packs: list[PackBody]
    switchable: bool = Field(description="Whether packs can be switched here, or only by the operator.")
    change: PackChangeBody | None


class TriedConnectorBody(ResponseBody):
    """What a connector made of one call."""

    outcome: str
    event: str
    reason: str | None = Field(description="Why it failed.")
    status: int | None
    milliseconds: int
    fields: dict[str, str]
    reply: str | None = Field(description="What the customer would read; null where the dialogue has its own words.")
