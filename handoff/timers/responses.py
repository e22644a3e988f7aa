"""Timers as the API sends them."""

from handoff.timers.deadlines import TimerKind
from kit.web.contract import Moment, ResponseBody


class TimerBody(ResponseBody):
    """A deadline of a conversation. The remaining time depends on the clock."""

    kind: TimerKind
    since: Moment
    warn_at: Moment
    due_at: Moment


class ReachedTimerBody(TimerBody):
    """A timer past its warning, on the board."""

    conversation_id: str
    customer: str | None
    agent: str | None
    department: str | None
    broken: bool
