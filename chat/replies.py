"""What the bot says about a decision: its words, the source it names, and the choices it offers.

The dialogue's own words are in Rasa's responses; these are the ones that depend on what `knowledge` found.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from conversations.conversation import BOT, Draft
from knowledge_base.decision.decision import Decision

PERSON = {"title": "Talk to a person", "value": "person"}
CHOSEN_ARTICLE = "article:"

UNSURE = "I am not sure about this one, so I am passing you on to a colleague who can help."
UNSURE_WITH_FIND = (
    "I am not sure about this one, so I am passing you on to a colleague. Meanwhile, the closest that I found is "
    "“{title}”."
)
OFFER = "I am not sure that I know this. The nearest that I can offer are these topics, or a person."
OUT_OF_SCOPE = (
    "That is outside what I know. I can help with orders, delivery, returns, payment, warranty and our bicycles – or "
    "put you through to a person."
)
OUT_OF_SCOPE_QUEUED = "I cannot help with this, so I am passing you on to a colleague."
CLARIFY = "I want to be sure that I understand you. Which of these do you mean?"
REASON_TEXTS: Mapping[str, str] = {
    "bot_unavailable": "I cannot answer right now, so I am passing you on to a colleague.",
    "asked_for_person": "Of course. I am passing you on to a colleague.",
    "repeated_misunderstanding": "I do not seem to get this right, so I am passing you on to a colleague.",
    "frustration": "I am sorry about this. I am passing you on to a colleague.",
    "sensitive_topic": "This is one for a person. I am passing you on to a colleague right away.",
}


def answer_draft(decision: Decision, help_address: str, why: Mapping[str, Any]) -> Draft:
    """The passage that answers, with the article it is quoted from."""
    return Draft(BOT, decision.passage or "", format="markdown", sources=[_source(decision, help_address)], why=why)


def clarify_draft(decision: Decision, why: Mapping[str, Any]) -> Draft:
    """The question back, with two or three topics and a person to choose from."""
    return Draft(BOT, CLARIFY, choices=article_choices(decision), why=why)


def offer_draft(decision: Decision, why: Mapping[str, Any]) -> Draft:
    """No answer and no queue yet: what is known nearby, and a person."""
    text = OUT_OF_SCOPE if decision.reason == "out_of_scope" else OFFER
    choices = [PERSON] if decision.reason == "out_of_scope" else article_choices(decision)
    return Draft(BOT, text, choices=choices, why=why)


def unsure_draft(decision: Decision, help_address: str, why: Mapping[str, Any]) -> Draft:
    """Says that the bot is not sure and what it did find, before a person takes over."""
    if (text := REASON_TEXTS.get(decision.reason or "")) is not None:
        return Draft(BOT, text, why=why)
    if decision.reason == "out_of_scope":
        return Draft(BOT, OUT_OF_SCOPE_QUEUED, why=why)
    if decision.article_id is None:
        return Draft(BOT, UNSURE, why=why)
    found = UNSURE_WITH_FIND.format(title=decision.title)
    return Draft(BOT, found, sources=[_source(decision, help_address)], why=why)


def article_choices(decision: Decision) -> list[dict[str, str]]:
    topics = [{"title": choice.title, "value": CHOSEN_ARTICLE + choice.article_id} for choice in decision.choices]
    return [*topics, PERSON]


def dialogue_draft(step: Mapping[str, Any], why: Mapping[str, Any]) -> Draft:
    """A text of Rasa's responses, its buttons as choices."""
    buttons: Sequence[Mapping[str, str]] = step.get("buttons") or ()
    choices = [{"title": button["title"], "value": button["payload"]} for button in buttons]
    return Draft(BOT, str(step["text"]), choices=choices, why=why)


def _source(decision: Decision, help_address: str) -> dict[str, str]:
    article_id = decision.article_id or ""
    return {
        "article_id": article_id,
        "title": decision.title or "",
        "url": f"{help_address}/{article_id}",
        "passage": decision.passage or "",
    }
