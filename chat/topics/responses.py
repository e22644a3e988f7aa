"""The list of topics as the API sends it."""

from kit.web.contract import ResponseBody


class TopicListBody(ResponseBody):
    """What a skill can be for: categories of published articles, and topics of recent handoffs."""

    topics: list[str]
