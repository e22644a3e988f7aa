"""Tags as the API sends them."""

from pydantic import Field

from handoff.tags.tag import Colour
from kit.web.contract import ResponseBody


class TagCountBody(ResponseBody):
    """A tag, and how many conversations have it."""

    id: str
    tag: str
    count: int
    colour: Colour
    archived: bool = Field(description="It stays on its conversations and is given to no other.")


class TagListBody(ResponseBody):
    """The tags, most used first."""

    tags: list[TagCountBody]


class SuggestedTagsBody(ResponseBody):
    """Tags that colleagues gave to conversations like this one, best first."""

    tags: list[str]
