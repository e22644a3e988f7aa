"""An agent's cooldown as the API sends it."""

from kit.web.contract import Moment, ResponseBody


class CooldownBody(ResponseBody):
    """When the cooldown after an abusive customer ends; null if there is none."""

    until: Moment | None
