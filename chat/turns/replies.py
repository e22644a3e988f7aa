"""What the bot says about a decision: its words, the source it names, and the choices it offers.

The dialogue's own words are in Rasa's responses; these are the ones that depend on what `knowledge` found. The words
are in `chat/wording`, in the customer's language.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from chat.wording.catalogue import FALLBACK, Words, words_in
from conversations.conversation import BOT, Draft
from kit.languages.detection import detect
from knowledge_base.decision.decision import Choice, Decision
from knowledge_base.decision.evidence import Candidate

PERSON, YES, NO, LEAVE_CONTACT = "person", "tentative:yes", "tentative:no", "/leave_contact"
"""Values of choices; their titles are in the catalogue."""

_TITLES: Mapping[str, str] = {PERSON: "person", YES: "yes", NO: "no", LEAVE_CONTACT: "leave_contact"}
CHOSEN_ARTICLE = "article:"
MOST_WORDS = 260  # of several articles in one reply: twice a phone's screen
BELIEVED_AT = 0.5  # P(the guess is right) from which the bot says that it thinks so
REASONS = frozenset(
    {"bot_unavailable", "asked_for_person", "repeated_misunderstanding", "frustration", "sensitive_topic"}
)
"""Reasons for a handoff that have a text of their own, under the same key."""


def draft_of(
    decision: Decision,
    help_address: str,
    why: Mapping[str, Any],
    *,
    nobody_there: bool = False,
    language: str = FALLBACK,
    linked: Sequence[Choice] = (),
) -> Draft:
    """Returns what the customer reads after a decision. `linked` are the articles that say it in their language."""
    words = words_in(language)
    if decision.action == "answer":
        return answer_draft(decision, help_address, why, words, linked)
    if decision.action == "tentative":
        return tentative_draft(decision, help_address, why, words, linked)
    if decision.action == "clarify":
        return clarify_draft(decision, why, words)
    if decision.queued:
        return unsure_draft(decision, help_address, why, words)
    return offer_draft(decision, why, words, nobody_there=nobody_there)


def answer_draft(
    decision: Decision, help_address: str, why: Mapping[str, Any], words: Words, linked: Sequence[Choice] = ()
) -> Draft:
    """Returns the quoted answer with its article. Two questions get two answers."""
    quoted, sources = _quoted(decision, help_address)
    sources = [*_translations(linked, help_address), *sources]
    return Draft(BOT, _announced(quoted, words, linked), format="markdown", sources=sources, why=why)


def _quoted(decision: Decision, help_address: str) -> tuple[str, list[dict[str, str]]]:
    text, sources = decision.passage or "", [_source(decision, help_address)]
    if (also := decision.also) is not None:
        text = f"{text}\n\n---\n\n{also.passage}"
        sources.append(_source_of_candidate(also, help_address))
    return text, sources


def _translations(linked: Sequence[Choice], help_address: str) -> list[dict[str, str]]:
    return [_source_of(each.article_id, each.title, "", help_address) for each in linked]


def _announced(quoted: str, words: Words, linked: Sequence[Choice] = ()) -> str:
    """Returns the quoted text. If it is clearly not in the customer's language, a line in theirs says so first.

    Where the article has a linked translation of which no part could be chosen, the line names that one.
    """
    if linked:
        named = "\n\n".join(f"*{words('in_your_language', title=each.title)}*" for each in linked)
        return f"{named}\n\n{quoted}"
    if detect(quoted).language in (None, words.language):
        return quoted
    return f"*{words('other_language')}*\n\n{quoted}"


def tentative_draft(
    decision: Decision, help_address: str, why: Mapping[str, Any], words: Words, linked: Sequence[Choice] = ()
) -> Draft:
    """Returns a possible answer that the customer can accept or reject. A close second follows it."""
    quoted, sources = _quoted(decision, help_address)
    sources = [*_translations(linked, help_address), *sources]
    believed = "tentative" if decision.confidence >= BELIEVED_AT else "maybe"
    text = f"{words(believed)}\n\n{_announced(quoted, words, linked)}"
    second = decision.second
    if second is not None and (beside := _fitting(quoted, second)):
        text += f"\n\n---\n\n{words('or_this', title=second.title)}\n\n{beside}"
        sources.append(_source_of_candidate(second, help_address))
    return Draft(BOT, text, format="markdown", choices=_offers(words, YES, NO, PERSON), sources=sources, why=why)


def _fitting(quoted: str, second: Candidate) -> str:
    """What of the second article fits behind the first: what is shown of it, its likeliest part alone, or nothing."""
    room = MOST_WORDS - len(quoted.split())
    brief = f"**{second.section}**\n\n{second.brief}" if second.section and second.brief else second.brief
    return next((text for text in (second.passage, brief) if len(text.split()) <= room), "")


def clarify_draft(decision: Decision, why: Mapping[str, Any], words: Words) -> Draft:
    """Asks the customer to choose between a few topics and a person."""
    return Draft(BOT, words("clarify"), choices=article_choices(decision, words), why=why)


def offer_draft(decision: Decision, why: Mapping[str, Any], words: Words, *, nobody_there: bool = False) -> Draft:
    """Shows a little of the nearest topics and offers a person, or an e-mail if nobody is there. It queues nothing."""
    text, near = words(_offered(decision)), _briefs(decision.choices, words)
    choices = article_choices(decision, words)
    if nobody_there:
        # First, where topics follow: a text that ends in a colon stands directly above them.
        paragraphs = (words("nobody_there"), text) if decision.choices else (text, words("nobody_there"))
        text = "\n\n".join(paragraphs)
        choices = [*choices[:-1], *_offers(words, LEAVE_CONTACT, PERSON)]
    if not near:
        return Draft(BOT, text, choices=choices, why=why)
    return Draft(BOT, f"{text}\n\n{near}", format="markdown", choices=choices, why=why)


def _briefs(choices: Sequence[Choice], words: Words) -> str:
    """The part of each topic that is nearest to the question, under its title, as far as there is room for them."""
    blocks: list[str] = []
    for choice in choices:
        heading = f"**{choice.title}** › {choice.section}" if choice.section else f"**{choice.title}**"
        block = f"{heading}\n\n{choice.brief}"
        if choice.brief and len("\n".join((*blocks, block)).split()) <= MOST_WORDS:
            blocks.append(block)
    return _announced("\n\n---\n\n".join(blocks), words) if blocks else ""


def _offered(decision: Decision) -> str:
    if decision.reason == "out_of_scope":
        return "out_of_scope"
    return "suggest" if decision.choices else "offer"


def accepted_draft(why: Mapping[str, Any], words: Words) -> Draft:
    """Replies to a customer who says that the guess was right."""
    return Draft(BOT, words("that_is_it"), why=why)


def rejected_draft(others: Sequence[Mapping[str, str]], why: Mapping[str, Any], words: Words) -> Draft:
    """Replies to a customer who says that the guess was wrong. `others` are the next best articles."""
    topics = [{"title": other["title"], "value": CHOSEN_ARTICLE + other["article_id"]} for other in others]
    text = words("something_else" if topics else "say_it_again")
    return Draft(BOT, text, choices=[*topics, *_offers(words, PERSON)], why=why)


def unsure_draft(decision: Decision, help_address: str, why: Mapping[str, Any], words: Words) -> Draft:
    """Says that the bot is not sure and what it did find, before a person takes over."""
    if decision.reason in REASONS:
        return passing_on_draft(decision.reason, why, words)
    if decision.reason == "out_of_scope":
        return Draft(BOT, words("out_of_scope_queued"), why=why)
    if not decision.choices:
        return Draft(BOT, words("unsure"), why=why)
    found = words("unsure_with_find", title=decision.title or "")
    source = {**_source(decision, help_address), "section": decision.section or ""}  # links all of it
    return Draft(BOT, found, sources=[source], why=why)


def passing_on_draft(reason: str, why: Mapping[str, Any], words: Words) -> Draft:
    """Says that a person takes over, for a reason that the bot did not find in the articles."""
    return Draft(BOT, words(reason if reason in REASONS else "unsure"), why=why)


def article_choices(decision: Decision, words: Words) -> list[dict[str, str]]:
    topics = [{"title": choice.title, "value": CHOSEN_ARTICLE + choice.article_id} for choice in decision.choices]
    return [*topics, *_offers(words, PERSON)]


def _offers(words: Words, *values: str) -> list[dict[str, str]]:
    return [{"title": words(_TITLES[value]), "value": value} for value in values]


def dialogue_draft(step: Mapping[str, Any], why: Mapping[str, Any]) -> Draft:
    """Makes a draft of a text of Rasa's responses. `chat.company.voice` fills in `{company}` later."""
    buttons: Sequence[Mapping[str, str]] = step.get("buttons") or ()
    choices = [{"title": button["title"], "value": button["payload"]} for button in buttons]
    return Draft(BOT, str(step["text"]), choices=choices, why=why)


def without_pages(draft: Draft, article_ids: Collection[str]) -> Draft:
    """Sources that not everybody may read have no public page, so they are named without an address."""
    if not any(each["article_id"] in article_ids for each in draft.sources):
        return draft
    return replace(
        draft, sources=[{**each, "url": ""} if each["article_id"] in article_ids else each for each in draft.sources]
    )


def _source(decision: Decision, help_address: str) -> dict[str, str]:
    source = _source_of(decision.article_id or "", decision.title or "", decision.passage or "", help_address)
    return source if decision.whole else {**source, "section": decision.section or ""}


def _source_of_candidate(candidate: Candidate, help_address: str) -> dict[str, str]:
    source = _source_of(candidate.article_id, candidate.title, candidate.passage, help_address)
    return source if candidate.whole else {**source, "section": candidate.section}


def _source_of(article_id: str, title: str, passage: str, help_address: str) -> dict[str, str]:
    """Returns the source. It has `section`, the path of headings, if only a part of the article is shown."""
    return {"article_id": article_id, "title": title, "url": f"{help_address}/{article_id}", "passage": passage}
