"""Rasa's responses as steps, with filled slots. The same message always gets the same variation.

Rasa's own generator picks variations at random, writes an unset slot as "None", turns every value into a string, and
sends a text unfilled if a value contains a bracket.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator, ResponseVariationFilter
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.wordings.short_replies import short_reply

_NOT_SAID = frozenset({"condition", "metadata"})
_SLOT = re.compile(r"\{(\w+)\}")


def fill(template: Any, slots: dict[str, Any]) -> Any:
    """`template` with each `{slot}` replaced, at any depth. A string that is only one slot keeps the value's type.

    What is no slot stays: `chat` puts the company's name in place of `{company}`.
    """
    if isinstance(template, dict):
        return {key: fill(value, slots) for key, value in template.items()}
    if isinstance(template, list):
        return [fill(item, slots) for item in template]
    if not isinstance(template, str):
        return template
    alone = _SLOT.fullmatch(template)
    if alone and alone[1] in slots:
        return slots[alone[1]]
    return _SLOT.sub(lambda slot: _words(slots[slot[1]]) if slot[1] in slots else slot[0], template).strip()


def _words(value: Any) -> str:
    return "" if value is None else str(value)


class Responses(NaturalLanguageGenerator):
    """The generator named in `endpoints.yml`."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        self._responses = domain.responses if domain else {}

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        slots = tracker.current_slot_values()
        responses = kwargs.get("domain_responses") or self._responses
        if utter_action not in responses:
            return None
        fitting = ResponseVariationFilter(responses).responses_for_utter_action(utter_action, output_channel, slots)
        if not fitting:
            return None
        chosen = fitting[_draw(utter_action, tracker) % len(fitting)]
        said = in_language(utter_action, chosen, slots.get("language"))
        return {key: fill(value, slots) for key, value in said.items() if key not in _NOT_SAID}


def in_language(name: str, variation: Mapping[str, Any], language: str | None) -> dict[str, Any]:
    """The variation as it is said in this language: translated by its pack, in a few plain words, or in English."""
    said = dict(variation)
    if language is None or "text" not in said:
        return said
    translation = (said.get("metadata") or {}).get("translations", {}).get(language)
    if translation is not None:
        buttons = zip(said.get("buttons") or (), translation["titles"], strict=True)
        return said | {"text": translation["text"], "buttons": [button | {"title": title} for button, title in buttons]}
    return said | (short_reply(name, language) or {})


def _draw(utter_action: str, tracker: DialogueStateTracker) -> int:
    """A number that depends only on the message."""
    message_id = getattr(tracker.latest_message, "message_id", None) or ""
    return zlib.crc32(f"{utter_action} {message_id}".encode())
