"""What phrases would have caught, as the API sends it."""

from pydantic import Field

from kit.web.contract import Moment, ResponseBody


class CaughtExampleBody(ResponseBody):
    text: str = Field(description="Personal data is masked.")
    phrase: str
    created_at: Moment


class CaughtBody(ResponseBody):
    """Without `complete`, there were more messages than are read, and the older ones are left out."""

    days: int
    read: int
    caught: int
    conversations: int
    complete: bool
    examples: list[CaughtExampleBody]
