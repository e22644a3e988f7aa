"""Judges one reply by what a golden question expects of it.

`./baton evaluate golden` and the check before a publication use the same rules. A reply is read as the customer reads
it: its text and the titles on its buttons.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from chat.turns import replies
from chat.wording.catalogue import FALLBACK
from conversations.conversation import Draft
from kit.languages.detection import detect
from knowledge_base.decision.decision import Decision
from knowledge_base.golden_set.facts import holds
from knowledge_base.golden_set.question import GoldenContent

ANSWERED = ("answer", "tentative")
"""Actions that show an article."""

LEADS_TO_A_PERSON = ("hand_over", "suggest")
"""Actions that show no article and call or offer a person."""

Problem = Literal["no_answer", "other_article", "fact_missing", "fact_forbidden", "no_person"]

PROBLEMS: dict[Problem, str] = {
    "no_answer": "no article was shown",
    "other_article": "another article was shown",
    "fact_missing": "a fact is missing in the reply",
    "fact_forbidden": "the reply contains what it must not",
    "no_person": "the reply led to no person",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot did with a question: `article_ids` are the articles that it shows."""

    action: str
    queued: bool
    article_ids: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a reply is wrong; `fact` is the first missing or forbidden one."""

    problem: Problem
    fact: str | None = None

    def told(self) -> str:
        return PROBLEMS[self.problem] + (f": {self.fact}" if self.fact else "")


def judge(expected: GoldenContent, reply: Reply) -> Miss | None:
    """None if the reply is right."""
    if expected.expected == "person":
        if not reply.queued and reply.action not in LEADS_TO_A_PERSON:
            return Miss("no_person")
    elif expected.article_ids and not set(expected.article_ids) & set(reply.article_ids):
        return Miss("other_article" if reply.article_ids else "no_answer")
    for group in expected.must:
        if not holds(reply.text, [group]):
            return Miss("fact_missing", " / ".join(group))
    forbidden = next((fact for fact in expected.must_not if holds(reply.text, [[fact]])), None)
    return Miss("fact_forbidden", forbidden) if forbidden is not None else None


def reply_of(decision: Decision, asked: str) -> Reply:
    """The reply that a decision leads to."""
    answered = decision.action in ANSWERED
    shown = (decision.article_id, decision.also.article_id if decision.also else None) if answered else ()
    return Reply(decision.action, decision.queued, tuple(filter(None, shown)), reply_text(decision, asked))


def reply_text(decision: Decision, asked: str) -> str:
    """Every word that the customer reads in the language that they asked in, the titles on buttons included."""
    return text_read([draft_of(decision, asked)])


def text_read(drafts: Sequence[Draft]) -> str:
    """The words of messages: their texts, and the titles of their buttons."""
    return "\n".join(text for draft in drafts for text in (draft.text, *(choice["title"] for choice in draft.choices)))


def draft_of(decision: Decision, asked: str) -> Draft:
    return replies.draft_of(decision, "/help", {}, language=detect(asked).language or FALLBACK)
