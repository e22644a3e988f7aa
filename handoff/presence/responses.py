"""Presence as the API sends it."""

from handoff.presence.presence import State
from kit.web.contract import ResponseBody


class AgentPresenceBody(ResponseBody):
    id: str
    name: str
    state: State


class PresenceListBody(ResponseBody):
    """Everybody who takes conversations: online first, then away, then offline."""

    agents: list[AgentPresenceBody]


class OwnPresenceBody(ResponseBody):
    state: State
