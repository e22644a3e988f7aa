"""The client for Rasa. Each call goes to the `bot` process with the fewest waiting calls and is retried once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from pydantic import BaseModel, Field, StrictStr, model_validator

from kit.web.service_call import Service, ServiceUnavailable
from knowledge_base.decision.decision import Intent


@dataclass(frozen=True)
class BotCall:
    """One call to the dialogue: a message with its vector, or a typed event from an effect."""

    state: Mapping[str, Any] | None
    message_id: str
    text: str | None = None
    vector: Sequence[float] | None = None
    event: Mapping[str, Any] | None = None
    slots: Mapping[str, Any] | None = None
    language: str | None = None
    multilingual: Sequence[float] | None = None

    def body(self) -> dict[str, Any]:
        return {
            "state": self.state,
            "message_id": self.message_id,
            "text": self.text,
            "vector": self.vector,
            "event": self.event,
            "slots": self.slots or {},
            "language": self.language,
            "multilingual": self.multilingual,
        }


@dataclass(frozen=True)
class BotAnswer:
    """The dialogue's answer: steps in order, what it understood, and the state to send with the next call."""

    steps: Sequence[Mapping[str, Any]]
    intents: Sequence[Intent]
    in_scope: float
    form: str | None
    state: Mapping[str, Any]


class BotClient:
    """Any number of `bot` processes. They keep nothing between calls, so each can take any call."""

    def __init__(self, services: Sequence[Service]) -> None:
        self._services = list(services)

    async def turn(self, call: BotCall) -> BotAnswer:
        """Tries two processes (or one, twice). Raises ServiceUnavailable if neither gives a valid answer."""
        first = self._shortest_line(None)
        try:
            return await self._turn(first, call)
        except ServiceUnavailable:
            return await self._turn(self._shortest_line(first), call)

    async def health(self) -> str:
        """`ok` if a process is ready, otherwise what is wrong."""
        problem = "no bot process is configured"
        for service in self._services:
            try:
                answer = await service.health("/webhooks/baton/health")
            except ServiceUnavailable as error:
                problem = str(error)
                continue
            if answer.get("ready"):
                return "ok"
            problem = "loading"
        return problem

    async def _turn(self, service: Service, call: BotCall) -> BotAnswer:
        return await service.post("/webhooks/baton/turn", call.body(), _answer)

    def _shortest_line(self, but: Service | None) -> Service:
        others = [service for service in self._services if service is not but] or self._services
        return min(others, key=lambda service: (not service.breaker.closed, not service.answered, service.waiting))


class _Button(BaseModel):
    title: StrictStr
    payload: StrictStr


class _Step(BaseModel):
    """A text, or an effect by name. Rasa's custom payloads carry the data that the effect needs."""

    text: StrictStr | None = None
    effect: StrictStr | None = None
    reason: StrictStr | None = None
    buttons: list[_Button] | None = None

    @model_validator(mode="after")
    def _says_or_does(self) -> Self:
        if (self.text is None and self.effect is None) or (self.effect == "hand_over" and self.reason is None):
            raise ValueError("a step is a text or an effect, and a handoff has a reason")
        return self


class _Understood(BaseModel):
    name: StrictStr
    confidence: float


class _Body(BaseModel):
    """The schema of an answer. A conversation without a next step is not a valid answer."""

    steps: list[_Step] = Field(min_length=1)
    intents: list[_Understood] = []
    in_scope: float = 1.0
    form: StrictStr | None = None
    state: dict[str, Any] | None = None


def _answer(answer: dict[str, Any]) -> BotAnswer:
    """Raises ValueError for anything that is not a valid answer of the dialogue."""
    body = _Body.model_validate(answer)
    intents = [Intent(each.name, each.confidence) for each in body.intents]
    return BotAnswer(answer["steps"], intents, body.in_scope, body.form, body.state or {})
