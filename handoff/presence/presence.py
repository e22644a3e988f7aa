"""What an agent can say of themselves, as a value."""

from typing import Literal

State = Literal["online", "away", "offline"]
