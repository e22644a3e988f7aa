"""What the front matter of a file says of an article's care: owner, tags, review date, translations, publication.

Front matter comes from many programs, and `tags` or `owner` may mean something else there. So what is not of our form
is passed over, and is no reason to refuse the article; only an audience that is none is one. What a file does not
mention stays as it is.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from kit.clock import to_text
from knowledge_base.articles.care import LONGEST_OWNER, LONGEST_TAG, MOST_TAGS, Care
from knowledge_base.articles.limits import fault_of_id, one_line
from knowledge_base.audiences.audience import AUDIENCES, Audience

MOST_TRANSLATIONS = 100
NAMES = ("owner", "tags", "review_on", "translations", "publish_at", "audience")

GivenCare = Mapping[str, Any]
"""Some of NAMES, as JSON has them: dates and times are texts."""


def given_in(front: Mapping[str, Any]) -> GivenCare:
    """What front matter gives, within the editor's limits."""
    readers = {
        "owner": _owner,
        "tags": _tags,
        "review_on": _day,
        "translations": _ids,
        "publish_at": _time,
        "audience": audience_of,
    }
    found = {name: readers[name](front[name]) for name in NAMES if name in front}
    return {name: value for name, value in found.items() if value is not None}


def given_of(care: Care, translations: list[str]) -> dict[str, Any]:
    """The same for an article that is written to a file."""
    given = {
        "owner": care.owner,
        "tags": list(care.tags),
        "review_on": care.review_on.isoformat() if care.review_on else "",
        "translations": sorted(translations),
        "publish_at": to_text(care.scheduled.at) if care.scheduled else "",
    }
    return {name: value for name, value in given.items() if value}


def audience_of(value: Any) -> Audience | None:
    """None if nothing is said, and for what `audience_problem` refuses."""
    said = value.strip().lower() if isinstance(value, str) else ""
    return next((each for each in AUDIENCES if each == said), None)


def audience_problem(value: Any) -> str | None:
    """Why a source's audience cannot be taken over. It is not passed over: an article meant for few would be public."""
    if value is None or (isinstance(value, str) and not value.strip()) or audience_of(value) is not None:
        return None
    return f"the audience is one of {', '.join(AUDIENCES)}"


def _owner(value: Any) -> str | None:
    owner = one_line(value) if isinstance(value, str) else ""
    return owner if 0 < len(owner) <= LONGEST_OWNER else None


def _tags(value: Any) -> list[str] | None:
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list):
        return None
    tags = [one_line(str(name)) for name in names if isinstance(name, str | int)]
    kept = list({tag.casefold(): tag for tag in reversed(tags) if 0 < len(tag) <= LONGEST_TAG}.values())[::-1]
    return kept[:MOST_TAGS]


def _day(value: Any) -> str | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None


def _time(value: Any) -> str | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    return to_text(value.replace(tzinfo=value.tzinfo or UTC))


def _ids(value: Any) -> list[str] | None:
    if not isinstance(value, list):
        return None
    return [each for each in value if isinstance(each, str) and fault_of_id(each) is None][:MOST_TRANSLATIONS]
