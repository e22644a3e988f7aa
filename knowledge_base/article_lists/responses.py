"""Counts of articles as the API sends them."""

from kit.web.contract import ResponseBody


class CountedBody(ResponseBody):
    name: str
    articles: int


class OverviewBody(ResponseBody):
    """How many articles there are of each kind. A category's number has those below it."""

    states: dict[str, int]
    stages: dict[str, int]
    audiences: dict[str, int]
    categories: list[CountedBody]
    tags: list[CountedBody]
    owners: list[CountedBody]
    locales: list[CountedBody]
