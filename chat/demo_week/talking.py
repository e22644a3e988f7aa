"""Plays a talk of the demo's week at a moment of the past, through the services that live customers use.

One transaction plays one conversation, so the running processes see it finished or not at all.
"""

import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from chat.agents.replies import store_reply
from chat.customers.messages import receive_message
from chat.demo_week.talk import Talk
from conversations import repository
from conversations.conversation import BOT, Conversation, Draft, Opening
from conversations.service import append, get, open_conversation
from handoff.handoffs import repository as handoffs
from handoff.lifecycle import service as lifecycle
from handoff.resolutions.service import note_resolution
from kit.auth import Principal
from kit.identifiers import new_id
from knowledge_base.outcomes import repository as outcomes
from knowledge_base.outcomes.outcomes import StoredDecision

USUAL_PAUSE_SECONDS = 30
BOT_SECONDS = 2
FIRM, UNSURE = 0.97, 0.62


class Talking:
    """One conversation as it goes on. `moment` is the time within it."""

    def __init__(
        self, talk: Talk, identity: Mapping[str, Any], moment: datetime, agent: Principal | None, chance: random.Random
    ) -> None:
        self._talk = talk
        self._identity = identity
        self._agent = agent
        self._chance = chance
        self._department: str | None = None
        self.moment = moment

    def play(self, connection: Connection, department_id: str | None) -> None:
        """Plays every step. `department_id` is where the talk is handed over to, if it is."""
        self._department = department_id
        memory = {"topics": [self._talk.topic], "language": "en"}
        opening = Opening(locale="en", page_url=None, identity=self._identity, memory=memory)
        conversation, _ = open_conversation(connection, opening, self.moment)
        for step in self._talk.steps:
            for name, value in step.items():
                act = self._acts.get(name)
                if act is not None:
                    act(self, connection, conversation.id, value, step)
        self._end_with_bot(connection, conversation.id)

    def _pass(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds * self._chance.uniform(0.6, 1.6))

    def _ask(self, connection: Connection, conversation_id: str, text: Any, _: Any) -> None:
        self._pass(USUAL_PAUSE_SECONDS)
        receive_message(connection, conversation_id, new_id("demo"), str(text), None, self.moment)

    def _answer(self, connection: Connection, conversation_id: str, text: Any, step: Mapping[str, Any]) -> None:
        self._pass(BOT_SECONDS)
        conversation = get(connection, conversation_id, lock=True)
        turn = conversation.turns_opened
        draft = Draft(BOT, str(text), format="markdown", turn=turn)
        changed, [message] = append(connection, conversation, [draft], self.moment, turn=turn)
        self._decide(connection, changed, message.seq, step)

    def _decide(self, connection: Connection, conversation: Conversation, seq: int, step: Mapping[str, Any]) -> None:
        """Stores what the bot would have decided. Without a calibration, so that nothing is learned from the demo."""
        article, unsure = step.get("article"), bool(step.get("unsure"))
        probability = 0.05 if article is None else UNSURE if unsure else FIRM
        asked = repository.find_message(connection, conversation.id, seq - 1)
        decision = StoredDecision(
            id=new_id("decision"),
            conversation_id=conversation.id,
            seq=seq,
            turn=conversation.turn,
            question=asked.draft.text if asked else "",
            in_context=False,
            action="suggest" if article is None else "tentative" if unsure else "answer",
            rule="out_of_scope" if article is None else "measured",
            reason="out_of_scope" if article is None else None,
            article_id=article,
            choices=(),
            probability=probability,
            among_three=probability,
            threshold=0.9,
            calibration=None,
            knowledge_version=0,
            created_at=self.moment,
        )
        outcomes.insert_decision(connection, decision)

    def _say_whether_it_helped(self, connection: Connection, conversation_id: str, helped: Any, _: Any) -> None:
        self._pass(USUAL_PAUSE_SECONDS)
        last = get(connection, conversation_id).last_seq
        repository.put_feedback(connection, conversation_id, last, bool(helped), self.moment, None)

    def _hand_over(self, connection: Connection, conversation_id: str, reason: Any, _: Any) -> None:
        self._pass(BOT_SECONDS)
        conversation = get(connection, conversation_id, lock=True)
        lifecycle.request_handoff(connection, conversation, str(reason), self.moment, department_id=self._department)

    def _wait(self, _connection: Connection, _conversation_id: str, seconds: Any, _: Any) -> None:
        self._pass(float(seconds))

    def _take(self, connection: Connection, conversation_id: str, _value: Any, _: Any) -> None:
        handoff = handoffs.find_open(connection, conversation_id)
        assert handoff is not None
        lifecycle.accept(connection, handoff.id, self._speaker, self.moment)

    def _write(self, connection: Connection, conversation_id: str, text: Any, _: Any) -> None:
        self._pass(2 * USUAL_PAUSE_SECONDS)
        store_reply(connection, conversation_id, self._speaker, new_id("demo"), str(text), "public", self.moment)

    def _note(self, connection: Connection, conversation_id: str, text: Any, _: Any) -> None:
        store_reply(connection, conversation_id, self._speaker, new_id("demo"), str(text), "internal", self.moment)

    def _solve(self, connection: Connection, conversation_id: str, tags: Any, step: Mapping[str, Any]) -> None:
        self._pass(USUAL_PAUSE_SECONDS)
        lifecycle.resolve(connection, conversation_id, self._speaker, self.moment)
        outcome = "solved" if "solved" in step else "unsolved"
        note_resolution(connection, conversation_id, self._speaker, outcome, list(tags), self.moment)  # type: ignore[arg-type]

    def _end(self, connection: Connection, conversation_id: str, _value: Any, _: Any) -> None:
        self._pass(USUAL_PAUSE_SECONDS)
        lifecycle.end_by_customer(connection, conversation_id, self.moment)

    def _rate(self, connection: Connection, conversation_id: str, score: Any, step: Mapping[str, Any]) -> None:
        self._pass(USUAL_PAUSE_SECONDS)
        repository.put_rating(connection, conversation_id, int(score), step.get("comment"), self.moment)

    def _end_with_bot(self, connection: Connection, conversation_id: str) -> None:
        """Customers who were answered just leave. The sweep would resolve them after a day; here it is that day."""
        if get(connection, conversation_id).status != "resolved":
            lifecycle.end_by_customer(connection, conversation_id, self.moment)

    @property
    def _speaker(self) -> Principal:
        assert self._agent is not None
        return self._agent

    _acts: Mapping[str, Callable[..., None]] = {
        "asks": _ask,
        "answers": _answer,
        "helped": _say_whether_it_helped,
        "person": _hand_over,
        "waits": _wait,
        "taken": _take,
        "writes": _write,
        "notes": _note,
        "solved": _solve,
        "unsolved": _solve,
        "ends": _end,
        "rated": _rate,
    }
