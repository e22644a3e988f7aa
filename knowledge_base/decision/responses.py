"""Sensitive topics as the API sends them."""

from kit.web.contract import Moment, ResponseBody


class SensitiveTopicBody(ResponseBody):
    """A topic that only a person may handle."""

    id: str
    name: str
    phrases: list[str]
    active: bool
    updated_by: str
    updated_at: Moment


class SensitiveTopicListBody(ResponseBody):
    topics: list[SensitiveTopicBody]


class SuggestedTopicBody(ResponseBody):
    """A topic that an editor can begin with; it applies once they save it."""

    language: str
    name: str
    phrases: list[str]


class SuggestedTopicListBody(ResponseBody):
    topics: list[SuggestedTopicBody]


class DeletedTopicBody(ResponseBody):
    id: str
