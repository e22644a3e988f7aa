"""What is kept about a customer, and the proof that it was erased, as the API sends them."""

from typing import Any

from pydantic import Field

from conversations.conversation import Status
from kit.web.contract import Moment, ResponseBody


class KeptConversationBody(ResponseBody):
    conversation_id: str
    by: str = Field(description="How it was found: `verified identity`, `contact that was left`, …")
    status: Status
    started_at: Moment
    changed_at: Moment


class KeptBody(ResponseBody):
    """What is stored about one customer, or a page of it. It holds no words of theirs."""

    conversations: list[KeptConversationBody]
    total: int = Field(description="The number of the customer's conversations, on all pages.")
    next: str | None = Field(description="The `cursor` of the next page; null on the last one.")
    customer_records: list[str]
    rows: dict[str, int] = Field(description="The number of rows by table, of this page.")
    backups: str = Field(description="Until when backups would hold the data, if it were erased now.")
    backups_until: Moment | None = Field(description="Null unless the operator has set `BATON_BACKUP_KEEP_DAYS`.")


class FoundConversationBody(ResponseBody):
    conversation_id: str
    by: str


class PeopleDataBody(ResponseBody):
    """Everything about one customer, or a page of it, without secrets."""

    person: str
    exported_at: Moment
    found: list[FoundConversationBody]
    tables: dict[str, list[dict[str, Any]]] = Field(description="Rows by table, as they are stored.")
    files: dict[str, str | None] = Field(description="Attachments in Base64 by identifier; null if one is gone.")
    next: str | None = Field(description="The `cursor` of the next page; null on the last one.")


class ErasedBody(ResponseBody):
    """The proof. It does not name the customer, and stands in the audit log too."""

    id: str | None = Field(description="Null if nothing was left to erase.")
    erased_at: Moment
    rows: dict[str, int] = Field(description="The number of erased rows by table.")
    left: int = Field(description="The number of conversations that this call left for the next one.")
    backups: str
    backups_until: Moment | None
