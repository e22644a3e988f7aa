"""Records the bot's decisions and their outcomes, in the transaction of the event itself.

"Right after an answer" means that no other question came in between. A request for a person two topics later says
nothing about an answer that the customer was happy with.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import unquote

from sqlalchemy import Connection

from chat.names.repository import names_to_mask
from chat.turns.replies import CHOSEN_ARTICLE, NO, PERSON, YES
from chat.turns.turn import Outcome, Turn
from conversations.conversation import Conversation, Message
from kit.identifiers import new_id
from kit.privacy.names import without_names
from knowledge_base.articles import repository as articles
from knowledge_base.outcomes import repository
from knowledge_base.outcomes.outcomes import Happened, StoredDecision
from knowledge_base.slugs import repository as slugs

BLAMING = frozenset({"asked_for_person", "frustration", "repeated_misunderstanding"})
"""Handoff reasons that the previous answer may have caused. The message itself causes the others."""

ANSWERED = ("answer", "tentative")
JUDGED: Mapping[str, Happened] = {YES: "helped", NO: "did_not_help"}
"""The buttons under a tentative answer count as feedback on it."""

TURNS_BETWEEN = 2  # "that did not help" may come between an answer and the request for a person

_HELP_PAGE = re.compile(r"/help/([\w.-]+)(?:/([\w%-]+))?")


def note_turn(connection: Connection, turn: Turn, outcome: Outcome, stored: Sequence[Message], now: datetime) -> None:
    """Records what this turn says about the previous decision, and the decision of this turn."""
    before = repository.find_latest(connection, turn.conversation_id)
    if before is not None:
        _note_choice(connection, before, turn, now)
        if outcome.decision is None and turn.number - before.turn <= TURNS_BETWEEN:
            _note_reaction(connection, before, outcome, now)
    if outcome.decision is not None and outcome.decided is not None:
        place, here = stored[outcome.decided].seq, turn.conversation_id
        question = without_names(turn.text, names_to_mask(connection, [here]).get(here, ()))
        made = StoredDecision.of(new_id("dec"), here, place, turn.number, question, outcome.decision, now)
        repository.insert_decision(connection, made)


def note_button(connection: Connection, conversation: Conversation, now: datetime) -> None:
    """Records that the customer pressed the button for a person; `conversation` is its state before."""
    before = repository.find_latest(connection, conversation.id)
    if before is not None and conversation.status == "bot" and conversation.turn - before.turn < TURNS_BETWEEN:
        _note_handoff(connection, before, now)


def note_feedback(connection: Connection, conversation_id: str, seq: int, helpful: bool, now: datetime) -> None:
    """Records feedback on an answer; feedback on anything else says nothing about an article."""
    decision = repository.find_of_message(connection, conversation_id, seq)
    if decision is not None and decision.action in ANSWERED:
        happened: Happened = "helped" if helpful else "did_not_help"
        repository.put_outcome(connection, decision.id, happened, decision.article_id, now)


def note_reply(connection: Connection, conversation_id: str, text: str, agent: str, now: datetime) -> None:
    """Records that an agent's reply links to an article: this article answers the last question."""
    named = _HELP_PAGE.search(text)
    article_id = _article_at(connection, *named.groups()) if named else None
    if article_id is not None:
        note_used_article(connection, conversation_id, article_id, agent, now)


def _article_at(connection: Connection, first: str, slug: str | None) -> str | None:
    """An article has two addresses: `/help/{id}`, and `/help/{locale}/{slug}`."""
    if slug is not None:
        return slugs.find_article_id(connection, first, unquote(slug))
    return first if articles.ids_in_use(connection, [first]) else None


def note_used_article(connection: Connection, conversation_id: str, article_id: str, agent: str, now: datetime) -> None:
    """Records that an agent answered the bot's last question from this article."""
    decision = repository.find_latest(connection, conversation_id)
    if decision is not None:
        repository.put_outcome(connection, decision.id, "agent_used", article_id, now, given_by=agent)


def _note_choice(connection: Connection, before: StoredDecision, turn: Turn, now: datetime) -> None:
    if turn.choice is not None and turn.choice in JUDGED and before.action == "tentative":
        repository.put_outcome(connection, before.id, JUDGED[turn.choice], before.article_id, now)
    if turn.choice is None or not before.choices:
        return
    chosen = turn.choice.removeprefix(CHOSEN_ARTICLE)
    if chosen in before.choices:
        repository.put_outcome(connection, before.id, "chosen", chosen, now)
    elif turn.choice == PERSON:
        repository.put_outcome(connection, before.id, "asked_instead", before.article_id, now)


def _note_reaction(connection: Connection, before: StoredDecision, outcome: Outcome, now: datetime) -> None:
    if outcome.handoff in BLAMING:
        _note_handoff(connection, before, now)
    elif before.action in ANSWERED and outcome.intents and outcome.intents[0].name == "not_helped":
        repository.put_outcome(connection, before.id, "said_no_help", before.article_id, now)


def _note_handoff(connection: Connection, before: StoredDecision, now: datetime) -> None:
    if before.action in ANSWERED:
        repository.put_outcome(connection, before.id, "handed_over", before.article_id, now)
    elif before.action in ("clarify", "suggest"):
        repository.put_outcome(connection, before.id, "asked_instead", before.article_id, now)
