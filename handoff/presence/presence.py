"""The presence states that an agent can set."""

from typing import Literal

State = Literal["online", "away", "offline"]
