"""The brief that an agent gets with a handoff: quotes from the transcript, each with the message that it comes from.

Nothing is generated, so nothing can be invented. Readable rules choose the quotes: content words, patterns of numbers
and addresses, what the bot recorded about its decisions, and the frustration points.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from conversations.attachments.service import is_only_files
from conversations.conversation import Message
from handoff.handoffs.handoff import Handoff
from knowledge_base.decision.frustration import read_frustration
from knowledge_base.text.english import is_english
from knowledge_base.text.words import content_words

SAYS_SOMETHING = 2
"""A message with fewer content words is about no topic: it is a greeting or a "yes, please"."""

SAID_LATELY = 4
"""How many of the customer's last messages are checked for repetition, as in a turn."""

DETAILS: Mapping[str, re.Pattern[str]] = {
    "email": re.compile(r"[^\s<>@]+@[^\s<>@]+\.[^\s<>@.,;:!?)]+"),
    "order_number": re.compile(r"\b[A-Z]{1,4}-?\d{4,10}\b", re.IGNORECASE),
    "phone": re.compile(r"(?<![\w-])\+?\d(?:[ /.()-]?\d){7,14}\b"),
    "amount": re.compile(r"(?:[€£$]\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:€|£|euros?\b|EUR\b))", re.IGNORECASE),
}
"""Each pattern searches only the text that the patterns before it have left."""

_MAY_HOLD_A_DETAIL = re.compile(r"[@\d]")


ASKING_FOR_A_PERSON = frozenset(
    "talk talking speak speaking chat connect transfer put let get want like need ring call back human person people "
    "agent someone somebody anyone real actual being colleague employee representative operator staff now right "
    "immediately instant straight away".split()
)
"""Words of a request for a person. What is left of it, if anything, is the customer's matter."""


def brief_of(handoff: Handoff, transcript: Sequence[Message], helped: Mapping[int, bool]) -> dict[str, Any]:
    """What the customer wants, what was tried and how it went. `helped` maps an answer's `seq` to the customer's
    feedback.
    """
    said = [message for message in transcript if message.draft.author.kind == "customer"]
    telling = _telling(transcript)
    return {
        "reason": handoff.reason,
        "note": handoff.note,
        "first_message": _line(said[0]) if said else None,
        "wants": _line(telling[0]) if telling and telling[0] is not said[0] else None,
        "last_message": _line(said[-1]) if said else None,
        "open_question": _line(telling[-1]) if telling and telling[-1] is not said[-1] else None,
        "tipped_by": _tipped_by(transcript),
        "details": list(_details(said)),
        "answers": list(_answers(transcript, helped)),
        "steps": list(_steps(transcript)),
        "mood": list(_mood(transcript, helped)),
        "messages": len(said),
    }


def _line(message: Message) -> dict[str, Any]:
    return {"seq": message.seq, "text": message.draft.text}


def _telling(transcript: Sequence[Message]) -> list[Message]:
    """The customer's messages about their matter, without greetings, bare requests for a person and names of files."""
    replies = {message.seq: _why(message) for message in transcript if message.draft.author.kind == "bot"}
    return [
        message
        for message in transcript
        if message.draft.author.kind == "customer"
        and not is_only_files(message.draft)
        and len(content_words(message.draft.text)) >= SAYS_SOMETHING
        and (replies.get(message.seq + 1, {}).get("reason") != "asked_for_person" or _tells_more(message.draft.text))
    ]


def _tells_more(request: str) -> bool:
    """Whether a request for a person also says what it is about: "the battery is dead, let me talk to somebody"."""
    left = [word for word in content_words(request) if word not in ASKING_FOR_A_PERSON]
    return is_english(request) and len(left) >= SAYS_SOMETHING


def _tipped_by(transcript: Sequence[Message]) -> dict[str, Any] | None:
    """The message after which the bot handed over, and the rule that fired."""
    for message in reversed(transcript):
        why = _why(message)
        if message.draft.author.kind == "bot" and why.get("action") == "hand_over":
            before = [each for each in transcript if each.seq < message.seq and each.draft.author.kind == "customer"]
            return {**_line(before[-1]), "name": why.get("rule")} if before else None
    return None


def _details(said: Sequence[Message]) -> Iterator[dict[str, Any]]:
    """Numbers and addresses, each once, at its first mention."""
    known: set[str] = set()
    for message in said:
        rest = message.draft.text
        if not _MAY_HOLD_A_DETAIL.search(rest):
            continue
        for name, pattern in DETAILS.items():
            for value in pattern.findall(rest):
                if value.casefold() not in known:
                    known.add(value.casefold())
                    yield {"seq": message.seq, "name": name, "value": value}
            rest = pattern.sub(" ", rest)


def _answers(transcript: Sequence[Message], helped: Mapping[int, bool]) -> Iterator[dict[str, Any]]:
    """The articles that the customer was shown, and their feedback on each."""
    for message in transcript:
        verdict = {True: {"name": "helped"}, False: {"name": "did_not_help"}, None: {}}[helped.get(message.seq)]
        for source in message.draft.sources:
            yield {"seq": message.seq, "article_id": source["article_id"], "title": source["title"], **verdict}


def _steps(transcript: Sequence[Message]) -> Iterator[dict[str, Any]]:
    """What the bot did apart from answering: forms that it started and questions that it asked back."""
    form = None
    for message in transcript:
        if message.draft.author.kind != "bot":
            continue
        why = _why(message)
        asked_for = str(why.get("form") or "").removesuffix("_form").removesuffix("_details")
        if asked_for not in ("", form):
            yield {"seq": message.seq, "name": "form", "value": asked_for}
        if why.get("action") == "clarify":
            offered = [str(choice.get("title", "")) for choice in message.draft.choices]
            yield {"seq": message.seq, "name": "asked_back", "value": " / ".join(filter(None, offered))}
        form = asked_for if "form" in why else form


def _mood(transcript: Sequence[Message], helped: Mapping[int, bool]) -> Iterator[dict[str, Any]]:
    """The messages that show frustration, with the rules of `read_frustration` that fired."""
    said: list[str] = []
    not_helped = 0
    for message in transcript:
        if message.draft.author.kind == "customer":
            found = read_frustration(message.draft.text, said[-SAID_LATELY:])
            if found.rules:
                yield {**_line(message), "name": ", ".join(found.rules), "points": found.points}
            said.append(message.draft.text)
        elif helped.get(message.seq) is False:
            not_helped += 1
            yield {"seq": message.seq, "name": "not_helped", "value": str(not_helped)}


def _why(message: Message) -> Mapping[str, Any]:
    return message.draft.why or {}
