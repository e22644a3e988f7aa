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


class DeletedTopicBody(ResponseBody):
    id: str
