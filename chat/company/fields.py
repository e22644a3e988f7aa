"""The fields of the company's settings, and what each accepts. Every wrong value is refused at its field, all at once.

A text may be written in several languages: `{"en": "…", "nl": "…"}`. It may contain placeholders; one that nobody would
fill is refused here, so that no customer ever reads it.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from conversations.text import clean_line, clean_text
from kit.errors import BadRequest

PLACEHOLDERS = ("company", "agent", "hours")
HELP_WIDGET = ("on", "off")
ASKED = ("off", "optional", "required")
MASK_NAMES = ("on", "off")
DATE_FORMATS = ("reader", "day_first", "month_first", "year_first")

LONGEST_NAME = 60
LONGEST_TEXT = 500
LONGEST_ADDRESS = 500
MOST_LANGUAGES = 40
MOST_SITES = 50

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_SITE = re.compile(r"https?://(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")

Clean = Callable[[str, Any], Any]


def _bad(field: str, message: str, code: str = "bad_type", **details: Any) -> BadRequest:
    return BadRequest(message, code=code, field=field, **details)


def _name(field: str, value: Any) -> str:
    return clean_line(value, field=field, longest=LONGEST_NAME)


def _colour(field: str, value: Any) -> str:
    if not isinstance(value, str) or not _COLOUR.fullmatch(value.strip().lower()):
        raise _bad(field, "A colour is written as # and six digits, such as #14524a.")
    return value.strip().lower()


def _texts(field: str, value: Any) -> dict[str, str]:
    """One text for each language; an empty one is left out."""
    if not isinstance(value, dict) or len(value) > MOST_LANGUAGES:
        raise _bad(field, "Texts are an object with a text for each language.", limit=MOST_LANGUAGES)
    for language in value:
        if not _LANGUAGE.fullmatch(language):
            raise _bad(field, "A language is a code of two or three letters, such as nl.")
    said = {language: text for language, text in value.items() if text != ""}
    return {language: _text(f"{field}.{language}", text) for language, text in said.items()}


def _text(field: str, value: Any) -> str:
    text = clean_text(value, field=field, longest=LONGEST_TEXT)
    for name in _PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{each}}}" for each in PLACEHOLDERS)
            raise _bad(field, f"{{{name}}} is not a placeholder. There are: {known}.", code="unknown_placeholder")
    return text


def _time_zone(field: str, value: Any) -> str:
    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError, AttributeError):
        raise _bad(field, "This is not a valid time zone, such as Europe/Brussels.") from None


def _date_format(field: str, value: Any) -> str:
    if value not in DATE_FORMATS:
        raise _bad(field, f"A date format is one of: {', '.join(DATE_FORMATS)}.")
    return str(value)


def _mask_names(field: str, value: Any) -> str:
    if value not in MASK_NAMES:
        raise _bad(field, f"Masking of names is one of: {', '.join(MASK_NAMES)}.")
    return str(value)


def _help_widget(field: str, value: Any) -> str:
    if value not in HELP_WIDGET:
        raise _bad(field, f"The chat on the help pages is one of: {', '.join(HELP_WIDGET)}.")
    return str(value)


def _asked(field: str, value: Any) -> str:
    if value not in ASKED:
        raise _bad(field, f"A field of the form before the chat is one of: {', '.join(ASKED)}.")
    return str(value)


def _sites(field: str, value: Any) -> list[str]:
    """Origins, as browsers compare them. What is no origin could otherwise loosen the policy of the widget's page."""
    if not isinstance(value, list) or len(value) > MOST_SITES:
        raise _bad(field, f"Sites are a list of at most {MOST_SITES} addresses.", limit=MOST_SITES)
    return list(dict.fromkeys(_site(field, each) for each in value))


def _site(field: str, value: Any) -> str:
    site = value.strip().lower().removesuffix("/") if isinstance(value, str) else ""
    site = site if "://" in site else f"https://{site}"  # as people write it: www.example.com
    if not _SITE.fullmatch(site) or ".." in site:
        message = "A site is an address without a path, such as https://www.example.com."
        raise _bad(field, message, value=str(value)[:LONGEST_NAME])
    return site


def _link(field: str, value: Any) -> str:
    link = clean_line(value, field=field, longest=LONGEST_ADDRESS)
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or not parts.hostname or parts.username is not None or " " in link:
        raise _bad(field, "The link must be an address that begins with https://.")
    return link


FIELDS: Mapping[str, Clean] = {
    "company": _name,
    "bot_name": _name,
    "accent": _colour,
    "greeting": _texts,
    "notice": _texts,
    "unsure": _texts,
    "hand_over": _texts,
    "nobody_here": _texts,
    "out_of_scope": _texts,
    "closing": _texts,
    "time_zone": _time_zone,
    "date_format": _date_format,
    "sites": _sites,
    "help_widget": _help_widget,
    "form_name": _asked,
    "form_email": _asked,
    "form_department": _asked,
    "mask_names": _mask_names,
    "privacy_note": _texts,
    "privacy_link": _link,
}


def clean_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are stored; None, an empty text and no text at all mean: not set.

    Raises `bad_settings` whose `fields` names every wrong one with its own code and message.
    """
    values: dict[str, Any] = {}
    wrong: dict[str, Mapping[str, Any]] = {}
    for field, value in given.items():
        try:
            values[field] = _clean(field, value)
        except BadRequest as error:
            wrong[str(error.details.get("field", field))] = error.body()
    if wrong:
        count = f"{len(wrong)} settings are" if len(wrong) > 1 else "One setting is"
        raise BadRequest(f"{count} not valid.", code="bad_settings", fields=wrong)
    return values


def _clean(field: str, value: Any) -> Any:
    if field not in FIELDS:
        raise _bad(field[:LONGEST_NAME], "There is no setting of this name.", code="unknown_field")
    if value is None or value == "":
        return None
    cleaned = FIELDS[field](field, value)
    return None if cleaned == {} else cleaned
