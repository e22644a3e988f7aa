"""Works out one turn: evidence, dialogue, decision and effects become an outcome. It writes nothing itself.

The order is the design's: vector and evidence from `knowledge`, steps from `bot` (which needs the vector alone, and so
works while the articles are searched), and `decide` wherever the dialogue asks for knowledge. The widget,
`./baton decide` and the tests all come through here.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

import orjson
import structlog

from chat.clients.bot import BotAnswer, BotCall, BotClient
from chat.clients.knowledge import KnowledgeClient, Vectors
from chat.company.company import Company
from chat.company.voice import in_own_words
from chat.turns import replies
from chat.turns.effects import Effects
from chat.turns.explanation import decision_why, dialogue_why
from chat.turns.first_steps import first_steps
from chat.turns.memory import decision_context, remembered
from chat.turns.turn import Outcome, Turn
from chat.wording.catalogue import FALLBACK, Words, words_in
from kit.measures.histogram import Histogram
from kit.tracing.spans import span
from kit.web.service_call import ServiceUnavailable
from knowledge_base.audiences.audience import ANYBODY, Reader
from knowledge_base.decision.decision import Action, DecisionContext, Intent, decide
from knowledge_base.decision.evidence import Evidence
from knowledge_base.translations.linked import LinkedTranslations

log = structlog.get_logger(__name__)

LARGEST_CHAIN = 4
"""The most effects that may follow one another in a turn. More means a loop in the rules."""


@dataclass(frozen=True)
class _Heard:
    """The input of a decision: what the articles say, what the bot understood, and how the conversation went."""

    evidence: Evidence
    intents: Sequence[Intent] | None
    context: DecisionContext
    text: str = ""
    language: str = "en"
    reader: Reader = ANYBODY


class Dialogue:
    """Works out turns. It holds clients and no state, so any number of turns may run at once."""

    def __init__(
        self,
        knowledge: KnowledgeClient,
        bot: BotClient,
        effects: Effects,
        translations: LinkedTranslations,
        *,
        help_address: str,
        company: Callable[[], Company] = Company,
    ) -> None:
        self._knowledge = knowledge
        self._bot = bot
        self._effects = effects
        self._translations = translations
        self._help = help_address
        self._company = company
        self.seconds = Histogram(
            "baton_decision_seconds",
            "How long it took to work out what to say: articles, dialogue and decision together.",
            {"action": (*get_args(Action), "dialogue", "unavailable")},
        )

    async def think(self, turn: Turn) -> Outcome:
        """Never raises if `bot` or `knowledge` fails. The outcome is then a handoff with `bot_unavailable`."""
        began = time.perf_counter()
        with span("think") as traced:
            outcome = await self._think_or_call_person(turn)
            traced.set(action=_action(outcome), reason=outcome.handoff)
        self.seconds.observe(time.perf_counter() - began, _action(outcome))
        outcome.drafts = in_own_words(outcome.drafts, self._company(), turn.language, nobody_there=turn.nobody_there)
        return outcome

    async def _think_or_call_person(self, turn: Turn) -> Outcome:
        try:
            return await self._think(turn)
        except ServiceUnavailable as error:
            log.warning("turn.unanswered", conversation_id=turn.conversation_id, turn=turn.number, reason=str(error))
            context = decision_context(turn, None, None)
            return (
                await self._urgent(turn, _Heard(Evidence(), (), context, language=turn.language))
                if context.urgent
                else unavailable(turn)
            )

    async def _think(self, turn: Turn) -> Outcome:
        if turn.choice == replies.PERSON:
            return _asked_for_person(turn)
        if turn.only_files:
            return _cannot_look(turn)
        if turn.choice in (replies.YES, replies.NO):
            return _judged(turn)
        if turn.choice is not None and turn.choice.startswith(replies.CHOSEN_ARTICLE):
            return await self._chosen(turn, turn.choice.removeprefix(replies.CHOSEN_ARTICLE))
        foreign = turn.language != FALLBACK
        async with self._knowledge.asking(
            turn.text, turn.context, turn.knowledge_version, multilingual=foreign, reader=turn.reader
        ) as asking:
            answer = await self._bot.turn(_first_call(turn, await asking.vectors()))
            context = decision_context(turn, answer.in_scope, None)
            heard = _Heard(await asking.evidence(), answer.intents, context, turn.text, turn.language, turn.reader)
        if heard.context.urgent and not _calls_person_itself(answer, heard.context):
            return await self._urgent(turn, heard)
        outcome = Outcome(memory=dict(turn.memory), intents=answer.intents)
        outcome.memory["last_decision"] = None
        await self._follow(turn, heard, answer, outcome)
        return outcome

    async def _follow(self, turn: Turn, heard: _Heard, answer: BotAnswer, outcome: Outcome) -> None:
        """Performs the steps, and calls the bot again with the results of effects, until one hands over."""
        first = answer
        for number in range(LARGEST_CHAIN):
            outcome.dialogue = answer.state
            event = None
            for place, step in enumerate(answer.steps):
                effect = step.get("effect")
                if effect is None:
                    outcome.drafts.append(replies.dialogue_draft(step, dialogue_why(first)))
                elif effect == "ask_knowledge":
                    await self._decide(heard, outcome)
                elif effect == "hand_over":
                    if step.get("with_answer"):
                        await self._quote_first_steps(str(step["reason"]), heard, outcome)
                    self._hand_over(str(step["reason"]), first, outcome, words_in(turn.language))
                else:
                    event = await self._perform(turn, step, f"{number}.{place}", outcome)
                if outcome.handoff is not None:
                    return
            if event is None:
                return
            answer = await self._bot.turn(_event_call(turn, answer, event))
        raise ServiceUnavailable("effects without end")

    async def _perform(
        self, turn: Turn, step: Mapping[str, Any], place: str, outcome: Outcome
    ) -> Mapping[str, Any] | None:
        if step["effect"] not in self._effects.names:
            raise ServiceUnavailable(f"unknown effect {step['effect']}")
        with span("effect"):
            done = await self._effects.perform(step, f"{turn.conversation_id}:{turn.number}:{place}", turn.language)
        if done.contact is not None:
            outcome.contacts.append(done.contact)
        return done.event

    async def _urgent(self, turn: Turn, heard: _Heard) -> Outcome:
        """Calls a person, whatever the dialogue says. The dialogue state stays as it was before this message."""
        outcome = Outcome(dialogue=turn.dialogue, memory=dict(turn.memory), intents=heard.intents or ())
        await self._decide(heard, outcome)
        return outcome

    async def _chosen(self, turn: Turn, article_id: str) -> Outcome:
        """Answers from the topic that the customer chose. A choice is the strongest evidence.

        They read the part of that article that answers what they asked before; where the search for that does not
        find it, the part that its own title finds.
        """
        evidence = Evidence()
        for text in filter(None, (turn.memory.get("asked"), turn.text)):
            evidence = (await self._knowledge.evidence(text, (), turn.knowledge_version, turn.reader)).evidence
            if any(found.article_id == article_id for found in evidence.candidates):
                break
        outcome = Outcome(dialogue=turn.dialogue, memory=dict(turn.memory))
        context = decision_context(turn, None, article_id)
        heard = _Heard(evidence, None, context, language=turn.language, reader=turn.reader)
        await self._decide(heard, outcome)
        return outcome

    async def _decide(self, heard: _Heard, outcome: Outcome) -> None:
        with span("decide") as traced:
            decision = decide(heard.evidence, heard.intents, heard.context)
            traced.set(action=decision.action, rule=decision.rule, reason=decision.reason)
        why = decision_why(decision, heard.evidence, heard.intents or ())
        outcome.decision, outcome.decided = decision, len(outcome.drafts)
        read = await self._translations.read(decision, heard.language, heard.reader)
        draft = replies.draft_of(
            read.decision,
            self._help,
            why,
            nobody_there=heard.context.nobody_there,
            language=heard.language,
            linked=read.linked,
        )
        outcome.drafts.append(replies.without_pages(draft, read.restricted | _restricted(heard.evidence)))
        outcome.memory.update(remembered(outcome.memory, replace(decision, choices=read.decision.choices)))
        if decision.rule != "customer_chose":
            outcome.memory["asked"] = heard.text
        if decision.queued:
            outcome.handoff = decision.reason or "nothing_found"

    async def _quote_first_steps(self, reason: str, heard: _Heard, outcome: Outcome) -> None:
        """Puts the quoted article before the dialogue's own words, which say that a person is called."""
        decision = first_steps(heard.evidence, heard.intents, heard.context, reason)
        if decision is not None:
            why = decision_why(decision, heard.evidence, heard.intents or ())
            read = await self._translations.read(decision, heard.language, heard.reader)
            quoted = replies.answer_draft(read.decision, self._help, why, words_in(heard.language), read.linked)
            outcome.drafts.insert(0, replies.without_pages(quoted, read.restricted | _restricted(heard.evidence)))
            outcome.decision, outcome.decided = decision, 0

    def _hand_over(self, reason: str, answer: BotAnswer, outcome: Outcome, words: Words) -> None:
        why = {**dialogue_why(answer), "action": "hand_over", "reason": reason}
        if not outcome.drafts:
            outcome.drafts.append(replies.passing_on_draft(reason, why, words))
        elif (said := outcome.drafts[-1]).why and said.why["rule"] == "dialogue":  # it said so itself
            outcome.drafts[-1] = replace(said, why=why)
        outcome.handoff = reason


def _restricted(evidence: Evidence) -> frozenset[str]:
    """The articles that not everybody may read."""
    found = (*evidence.candidates, *((evidence.also,) if evidence.also else ()))
    return frozenset(each.article_id for each in found if each.audience != ANYBODY)


def _action(outcome: Outcome) -> str:
    """What a turn came to, for metrics: the decision's action if there was one."""
    if outcome.decision is not None:
        return outcome.decision.action
    return "unavailable" if outcome.handoff == "bot_unavailable" else "dialogue"


def _calls_person_itself(answer: BotAnswer, context: DecisionContext) -> bool:
    """Returns whether the dialogue hands over for the same reason. Its own words are then better: they have advice."""
    reasons = {str(step["reason"]) for step in answer.steps if step.get("effect") == "hand_over"}
    return "sensitive_topic" in reasons if context.sensitive else bool(reasons)


def _judged(turn: Turn) -> Outcome:
    """Handles the button that says whether a tentative answer was right."""
    right = turn.choice == replies.YES
    why = {"rule": "button", "action": "reply", "reason": None}
    words = words_in(turn.language)
    others = turn.memory.get("others") or ()
    draft = replies.accepted_draft(why, words) if right else replies.rejected_draft(others, why, words)
    memory = {**turn.memory, "last_decision": None, "others": [], "clarified_last": not right, "guessed_last": False}
    return Outcome([draft], turn.dialogue, memory)


def _first_call(turn: Turn, vectors: Vectors) -> BotCall:
    slots = {"last_decision": turn.memory.get("last_decision")}
    if turn.choice is not None and turn.choice.startswith("/"):
        return BotCall(turn.dialogue, turn.message_id, event=_button(turn.choice), slots=slots, language=turn.language)
    call = BotCall(turn.dialogue, turn.message_id, text=turn.text, slots=slots, language=turn.language)
    return replace(call, vector=vectors.vector, multilingual=vectors.multilingual)


def _event_call(turn: Turn, answer: BotAnswer, event: Mapping[str, Any]) -> BotCall:
    return BotCall(answer.state, turn.message_id, event=event, language=turn.language)


def _button(payload: str) -> dict[str, Any]:
    """Returns the intent behind a button of Rasa's responses. Typed text never gets here, only offered buttons."""
    name, brace, entities = payload.removeprefix("/").partition("{")
    return {"name": name, "entities": orjson.loads(brace + entities) if brace else {}}


def _asked_for_person(turn: Turn) -> Outcome:
    why = {"rule": "button", "reason": "asked_for_person"}
    draft = replies.passing_on_draft("asked_for_person", why, words_in(turn.language))
    return Outcome([draft], turn.dialogue, dict(turn.memory), "asked_for_person")


def _cannot_look(turn: Turn) -> Outcome:
    """A picture without a word: only a person can look at it."""
    why = {"rule": "files", "action": "hand_over", "reason": "nothing_found"}
    draft = replies.passing_on_draft("nothing_found", why, words_in(turn.language))
    return Outcome([draft], turn.dialogue, dict(turn.memory), "nothing_found")


def unavailable(turn: Turn) -> Outcome:
    """The outcome of a turn that could not be worked out: a person takes over, and the customer is told."""
    why = {"rule": "failure", "reason": "bot_unavailable"}
    draft = replies.passing_on_draft("bot_unavailable", why, words_in(turn.language))
    return Outcome([draft], turn.dialogue, dict(turn.memory), "bot_unavailable")
