"""Puts the company's own texts in the place of Baton's, where it has written some, and fills in its name.

This is the only place where the settings reach the bot's replies. It goes by why the bot said something, which is
stored with each message, and not by the words: so it holds in every language, and for every pack.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chat.company.company import Company
from conversations.conversation import Draft

OWN_WORDS_MATTER = frozenset({"frustration", "sensitive_topic", "bot_unavailable"})
"""For these reasons a handoff says something that a general text would lose: regret, first aid, a failure."""


OFFERS = ("unsure", "out_of_scope")


def in_own_words(drafts: Sequence[Draft], company: Company, locale: str | None, *, nobody_there: bool) -> list[Draft]:
    """Returns the drafts of a turn in the company's words, in the customer's language."""
    return [_spoken(draft, company, locale, nobody_there=nobody_there) for draft in drafts]


def _spoken(draft: Draft, company: Company, locale: str | None, *, nobody_there: bool) -> Draft:
    if draft.format == "markdown":
        return draft  # an article's own words
    place = _place_of(draft)
    if place in OFFERS and nobody_there:
        text = _offer(draft.text, company, place, locale)
    else:
        text = (company.text(place, locale) if place else None) or company.fill(draft.text, locale)
    return draft if text == draft.text else replace(draft, text=text)


def _place_of(draft: Draft) -> str | None:
    """Which of the company's texts belongs here, if any."""
    why = draft.why or {}
    rule, reason = why.get("rule"), why.get("reason")
    if (why.get("action") == "hand_over" and not draft.choices) or (rule, reason) == ("button", "asked_for_person"):
        return None if reason in OWN_WORDS_MATTER else "hand_over"
    if why.get("action") in ("hand_over", "suggest"):  # with choices: nobody has been called yet
        return "out_of_scope" if reason == "out_of_scope" else "unsure"
    if rule == "dialogue" and not why.get("form") and not draft.choices:
        intents: Sequence[Mapping[str, str]] = why.get("intents") or ({},)
        return "closing" if intents[0].get("name") == "goodbye" else None
    return None


def _offer(text: str, company: Company, place: str, locale: str | None) -> str:
    """Adds a paragraph to an offer that says that nobody is there."""
    said, _, nobody = text.rpartition("\n\n")
    parts = [company.text(place, locale) or said, company.text("nobody_here", locale) or nobody]
    return "\n\n".join(company.fill(part, locale) for part in parts if part)
