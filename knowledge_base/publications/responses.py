"""Publications as the API sends them."""

from pydantic import Field

from kit.web.contract import Moment, ResponseBody


class PublicationBody(ResponseBody):
    """A moment at which customers began to get another version."""

    version: int | None = Field(description="Null: the article was archived.")
    author: str
    created_at: Moment
    undone_by: str | None
    undone_at: Moment | None


class UndoBody(ResponseBody):
    version: int | None = Field(description="Which version undoing brings back; null: customers get none.")


class PublicationListBody(ResponseBody):
    """The newest first."""

    publications: list[PublicationBody]
    undo: UndoBody | None = Field(description="Null if there is nothing to undo.")
