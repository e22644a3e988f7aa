"""Who has an article open, as the API sends it."""

from kit.web.contract import ResponseBody
from knowledge_base.articles.record import State


class OtherEditorBody(ResponseBody):
    name: str
    changing: bool


class EditingBody(ResponseBody):
    """What a page with an open article should know: who else is there, and whether somebody was faster."""

    version: int
    state: State
    published_version: int | None
    updated_by: str
    others: list[OtherEditorBody]
