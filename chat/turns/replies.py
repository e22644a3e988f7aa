"""What the bot says about a decision: its words, the source it names, and the choices it offers.

The dialogue's own words are in Rasa's responses; these are the ones that depend on what `knowledge` found.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from conversations.conversation import BOT, Draft
from knowledge_base.decision.decision import Decision
from knowledge_base.decision.evidence import Candidate

PERSON = {"title": "Talk to a person", "value": "person"}
YES = {"title": "That's it", "value": "tentative:yes"}
NO = {"title": "Something else", "value": "tentative:no"}
LEAVE_CONTACT = {"title": "Leave my e-mail address", "value": "/leave_contact"}
CHOSEN_ARTICLE = "article:"
MOST_WORDS = 260  # of a guess with a second behind it: twice a phone's screen

UNSURE = "I am not sure about this one, so I am passing you on to a colleague who can help."
UNSURE_WITH_FIND = (
    "I am not sure about this one, so I am passing you on to a colleague. Meanwhile, the closest that I found is "
    "“{title}”."
)
OFFER = "I am not sure that I know this. I can put you through to a person."
SUGGEST = "I am not sure. The nearest I have:"
TENTATIVE = "I think this is it:"
OR_THIS = "Or is it this? **{title}**"
THAT_IS_IT = "Good to hear. Is there anything else that I can do for you?"
SOMETHING_ELSE = "I see. Is it one of these? You can also ask in other words, or talk to a person."
SAY_IT_AGAIN = "I see. Please ask in other words, or talk to a person."
NOBODY_THERE = "Nobody from our team is here right now. Leave your e-mail address, and they will write to you."
OUT_OF_SCOPE = "That is outside what I know. I can answer what our help pages cover – or put you through to a person."
OUT_OF_SCOPE_QUEUED = "I cannot help with this, so I am passing you on to a colleague."
CLARIFY = "I want to be sure that I understand you. Which of these do you mean?"
REASON_TEXTS: Mapping[str, str] = {
    "bot_unavailable": "I cannot answer right now, so I am passing you on to a colleague.",
    "asked_for_person": "Of course. I am passing you on to a colleague.",
    "repeated_misunderstanding": "I do not seem to get this right, so I am passing you on to a colleague.",
    "frustration": "I am sorry about this. I am passing you on to a colleague.",
    "sensitive_topic": "This is one for a person. I am passing you on to a colleague right away.",
}


def draft_of(decision: Decision, help_address: str, why: Mapping[str, Any], *, nobody_there: bool = False) -> Draft:
    """What the customer reads of a decision."""
    if decision.action == "answer":
        return answer_draft(decision, help_address, why)
    if decision.action == "tentative":
        return tentative_draft(decision, help_address, why)
    if decision.action == "clarify":
        return clarify_draft(decision, why)
    if decision.queued:
        return unsure_draft(decision, help_address, why)
    return offer_draft(decision, why, nobody_there=nobody_there)


def answer_draft(decision: Decision, help_address: str, why: Mapping[str, Any]) -> Draft:
    """What answers, with the article it is quoted from; two questions get two answers."""
    text, sources = _quoted(decision, help_address)
    return Draft(BOT, text, format="markdown", sources=sources, why=why)


def _quoted(decision: Decision, help_address: str) -> tuple[str, list[dict[str, str]]]:
    text, sources = decision.passage or "", [_source(decision, help_address)]
    if (also := decision.also) is not None:
        text = f"{text}\n\n---\n\n{also.passage}"
        sources.append(_source_of_candidate(also, help_address))
    return text, sources


def tentative_draft(decision: Decision, help_address: str, why: Mapping[str, Any]) -> Draft:
    """What may answer, said to be a guess, to be accepted or not; a near second stands behind it."""
    quoted, sources = _quoted(decision, help_address)
    text = f"{TENTATIVE}\n\n{quoted}"
    second = decision.second
    if second is not None and len(f"{quoted} {second.passage}".split()) <= MOST_WORDS:
        text += f"\n\n---\n\n{OR_THIS.format(title=second.title)}\n\n{second.passage}"
        sources.append(_source_of_candidate(second, help_address))
    return Draft(BOT, text, format="markdown", choices=[YES, NO, PERSON], sources=sources, why=why)


def clarify_draft(decision: Decision, why: Mapping[str, Any]) -> Draft:
    """The question back, with two or three topics and a person to choose from."""
    return Draft(BOT, CLARIFY, choices=article_choices(decision), why=why)


def offer_draft(decision: Decision, why: Mapping[str, Any], *, nobody_there: bool = False) -> Draft:
    """No answer and no queue yet: what is known nearby, and a person, or an e-mail while nobody is there."""
    text = _offered(decision)
    choices = article_choices(decision)
    if nobody_there:
        text, choices = f"{text}\n\n{NOBODY_THERE}", [*choices[:-1], LEAVE_CONTACT, PERSON]
    return Draft(BOT, text, choices=choices, why=why)


def _offered(decision: Decision) -> str:
    if decision.reason == "out_of_scope":
        return OUT_OF_SCOPE
    return SUGGEST if decision.choices else OFFER


def accepted_draft(why: Mapping[str, Any]) -> Draft:
    """The customer says that the guess was right."""
    return Draft(BOT, THAT_IS_IT, why=why)


def rejected_draft(others: Sequence[Mapping[str, str]], why: Mapping[str, Any]) -> Draft:
    """The customer says that the guess was wrong; `others` are the articles that came behind it."""
    topics = [{"title": other["title"], "value": CHOSEN_ARTICLE + other["article_id"]} for other in others]
    return Draft(BOT, SOMETHING_ELSE if topics else SAY_IT_AGAIN, choices=[*topics, PERSON], why=why)


def unsure_draft(decision: Decision, help_address: str, why: Mapping[str, Any]) -> Draft:
    """Says that the bot is not sure and what it did find, before a person takes over."""
    if (text := REASON_TEXTS.get(decision.reason or "")) is not None:
        return Draft(BOT, text, why=why)
    if decision.reason == "out_of_scope":
        return Draft(BOT, OUT_OF_SCOPE_QUEUED, why=why)
    if not decision.choices:
        return Draft(BOT, UNSURE, why=why)
    found = UNSURE_WITH_FIND.format(title=decision.title)
    source = {**_source(decision, help_address), "section": decision.section or ""}  # named only, so all is to be read
    return Draft(BOT, found, sources=[source], why=why)


def article_choices(decision: Decision) -> list[dict[str, str]]:
    topics = [{"title": choice.title, "value": CHOSEN_ARTICLE + choice.article_id} for choice in decision.choices]
    return [*topics, PERSON]


def dialogue_draft(step: Mapping[str, Any], why: Mapping[str, Any]) -> Draft:
    """A text of Rasa's responses, its buttons as choices. `chat.company.voice` fills `{company}` in."""
    buttons: Sequence[Mapping[str, str]] = step.get("buttons") or ()
    choices = [{"title": button["title"], "value": button["payload"]} for button in buttons]
    return Draft(BOT, str(step["text"]), choices=choices, why=why)


def _source(decision: Decision, help_address: str) -> dict[str, str]:
    source = _source_of(decision.article_id or "", decision.title or "", decision.passage or "", help_address)
    return source if decision.whole else {**source, "section": decision.section or ""}


def _source_of_candidate(candidate: Candidate, help_address: str) -> dict[str, str]:
    source = _source_of(candidate.article_id, candidate.title, candidate.passage, help_address)
    return source if candidate.whole else {**source, "section": candidate.section}


def _source_of(article_id: str, title: str, passage: str, help_address: str) -> dict[str, str]:
    """With `section`, the heading path of what is shown, where the article says more than that."""
    return {"article_id": article_id, "title": title, "url": f"{help_address}/{article_id}", "passage": passage}
