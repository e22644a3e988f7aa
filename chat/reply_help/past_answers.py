"""Past answers: what agents answered to similar questions in settled conversations.

They are found through the transcripts' search index by the words that two questions share; rare words count more. An
answer is shown only to agents who may read its conversation, with the customer's data masked
(`chat/reply_help/masking.py`).
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select, true

from chat.reply_help.masking import mask, names_in
from conversations import repository
from conversations.contact import Contact
from conversations.conversation import Conversation, Message
from conversations.models import conversations, ratings
from conversations.search import list_customers_saying, snippet
from handoff.canned_replies.canned_reply import fill
from handoff.resolutions.models import resolutions
from handoff.views.access import may_read
from kit.auth import Principal
from kit.clock import to_text
from knowledge_base.models import article_versions, articles
from knowledge_base.text.words import words
from staff.people import repository as people_repository
from staff.people.person import SEEING_ALL

MOST = 3
MOST_WORDS = 12
MOST_LOOKED_AT = 30
LEAST_ALIKE = 0.5
"""A similar question shares at least this part of the question's weight; rarer words weigh more."""
LOWEST_RATING = 3
LONGEST_RUN = 50


def find_past_answers(
    connection: Connection, agent: Principal, conversation_id: str, question: str, values: Mapping[str, str | None]
) -> list[dict[str, Any]]:
    """The answers to the most similar questions, the most similar first, each once."""
    found: dict[str, dict[str, Any]] = {}
    is_public = public_words(connection)
    of_conversation: set[str] = set()
    for past_id, seq in _similar_questions(connection, agent, conversation_id, question):
        if past_id in of_conversation or len(found) == MOST:
            continue
        past = repository.find(connection, past_id)
        if past is None or not may_read(connection, agent, past):
            continue
        body = _answer(connection, past, seq, values, is_public)
        if body is not None and body["text"] not in found:
            found[body["text"]] = body
            of_conversation.add(past_id)
    return list(found.values())


def _similar_questions(connection: Connection, agent: Principal, but: str, question: str) -> list[tuple[str, int]]:
    """(conversation_id, seq) of customers' messages, the most similar first and, among equals, the latest first."""
    asked = [word for word in dict.fromkeys(words(question)) if len(word) > 1 and not any(map(str.isdigit, word))]
    holding: dict[tuple[str, int], list[str]] = defaultdict(list)
    weights: dict[str, float] = {}
    where = and_(conversations.c.id != but, _readable(connection, agent), *_settled())
    order: dict[tuple[str, int], int] = {}
    for word in asked[:MOST_WORDS]:
        places = list_customers_saying(connection, word, where)
        weights[word] = 1 / math.log2(2 + len(places))
        for place in places:
            holding[place].append(word)
            order.setdefault(place, len(order))
    whole = sum(weights.values())
    shares = {place: sum(weights[word] for word in held) / whole for place, held in holding.items()}
    like = [
        place for place, share in shares.items() if share >= LEAST_ALIKE and len(holding[place]) >= min(2, len(asked))
    ]
    return sorted(like, key=lambda place: (-shares[place], order[place]))[:MOST_LOOKED_AT]


def _settled() -> list[ColumnElement[bool]]:
    """Resolved, and neither the agent nor the customer said that it went badly."""
    badly = select(resolutions.c.id).where(
        resolutions.c.conversation_id == conversations.c.id,
        resolutions.c.outcome.in_(("unsolved", "no_reply", "spam")),
    )
    disliked = select(ratings.c.score).where(
        ratings.c.conversation_id == conversations.c.id, ratings.c.score < LOWEST_RATING
    )
    return [conversations.c.status == "resolved", ~badly.exists(), ~disliked.exists()]


def _readable(connection: Connection, agent: Principal) -> ColumnElement[bool]:
    """The rule of `may_read` for a query; each conversation that is shown is also checked with `may_read`."""
    person = people_repository.find(connection, agent.id)
    if agent.roles & SEEING_ALL or (person is not None and not person.departments):
        return true()
    department = conversations.c.department_id
    served = person.departments if person else []
    return or_(conversations.c.agent_id == agent.id, department.is_(None), department.in_(served))


def _answer(
    connection: Connection,
    past: Conversation,
    seq: int,
    values: Mapping[str, str | None],
    is_public: Callable[[str], bool],
) -> dict[str, Any] | None:
    """The agent's answer; None if no agent answered, or if masking leaves too little."""
    question = repository.find_message(connection, past.id, seq)
    run = run_behind(connection, past.id, seq)
    if question is None or not run:
        return None
    left = repository.list_contacts(connection, past.id)
    names, phones = names_of(connection, past, left), [contact.phone for contact in left if contact.phone]
    author = run[0].draft.author
    text = mask("\n".join(message.draft.text for message in run), names, author.name, is_public, phones)
    asked = mask(question.draft.text, names, author.name, is_public, phones)
    if text is None:
        return None
    filled, missing = fill(text, values)
    return {
        "conversation_id": past.id,
        "seq": run[0].seq,
        "answered_at": to_text(run[0].created_at),
        "agent": {"id": author.id, "name": author.name},
        "question": snippet(asked) if asked else None,
        "text": filled,
        "missing": missing,
    }


def run_behind(connection: Connection, conversation_id: str, seq: int) -> list[Message]:
    """What one agent wrote next, until anybody else wrote."""
    run: list[Message] = []
    for message in repository.list_messages(connection, conversation_id, "customer", seq, LONGEST_RUN):
        draft = message.draft
        if draft.kind != "text":
            continue
        if draft.author.kind == "agent" and (not run or run[0].draft.author.id == draft.author.id):
            run.append(message)
        elif run:
            break
    return run


def names_of(connection: Connection, past: Conversation, left: Sequence[Contact]) -> Sequence[str]:
    """The customer's names: as signed, as noted, and as the customer wrote."""
    identity = past.identity or {}
    addresses = [str(identity.get("email") or ""), *(contact.email or "" for contact in left)]
    said = [
        message.draft.text
        for message in repository.list_messages(connection, past.id, "customer", 0, 500)
        if message.draft.author.kind == "customer"
    ]
    signed = str(identity.get("name") or "")
    return [signed, *(address.partition("@")[0] for address in addresses), *names_in(said)]


def public_words(connection: Connection) -> Callable[[str], bool]:
    """Whether a published article contains the word in this spelling: then it is public and not a private name."""
    known: dict[str, bool] = {}

    def ask(word: str) -> bool:
        query = (
            select(articles.c.id)
            .join(article_versions, article_versions.c.article_id == articles.c.id)
            .where(
                article_versions.c.version == articles.c.published_version,
                articles.c.state == "published",
                (" " + article_versions.c.title + " " + article_versions.c.body + " ").regexp_match(
                    rf"[^A-Za-z]{word}[^A-Za-z]"
                ),
            )
        )
        if word not in known:
            known[word] = connection.execute(query.limit(1)).first() is not None
        return known[word]

    return ask
