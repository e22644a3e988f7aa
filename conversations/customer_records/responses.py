"""The customer record as the API sends it."""

from pydantic import Field

from conversations.customer_records.field import Kind, OwnKind
from kit.web.contract import Moment, NamedBody, ResponseBody, absent


class CustomerNoteBody(ResponseBody):
    """A note about a customer. Without an author, Baton wrote it."""

    id: str
    author: NamedBody | None
    text: str
    created_at: Moment
    edited_at: Moment | None


class RecordFieldBody(ResponseBody):
    """A customer field with this customer's value."""

    id: str
    label: str
    kind: Kind
    choices: list[str]
    value: str | None


class CustomerRecordBody(ResponseBody):
    version: str = Field(description="Send it back with a change.")
    fields: list[RecordFieldBody]
    notes: list[CustomerNoteBody] = Field(description="Newest first.")
    changed_at: Moment | None
    changed_by: str | None


class CustomerFieldBody(ResponseBody):
    """A field of the company's own."""

    id: str
    label: str
    kind: OwnKind
    choices: list[str]


class CustomerFieldListBody(ResponseBody):
    customer_fields: list[CustomerFieldBody]
    version: str = Field(description="Send it back with a change.")


class ContactBody(ResponseBody):
    """How to reach a customer: at least one of the two, or from the form before the chat perhaps a name alone."""

    email: str | None
    phone: str | None
    note: str
    name: str = absent("From the form before the chat; nobody has verified it.")
