"""What the agents' calls on conversations send: an accepted handoff with its brief, and a stored draft."""

from pydantic import Field

from conversations.responses import MessageBody
from handoff.handoffs.handoff import HandoffReason
from handoff.views.responses import StaffConversationBody
from kit.web.contract import ResponseBody, absent


class QuoteBody(ResponseBody):
    """A message of the transcript."""

    seq: int
    text: str


class TippedByBody(QuoteBody):
    """The message after which the bot handed over, and the rule that fired."""

    name: str | None


class BriefLineBody(ResponseBody):
    """A line of the brief, with the message that it comes from. The fields depend on the part."""

    seq: int
    name: str = absent("A code for what it is.")
    value: str = absent()
    text: str = absent()
    points: float = absent("Of frustration.")
    article_id: str = absent()
    title: str = absent()


class BriefBody(ResponseBody):
    """What an agent should know of a handoff. Everything is quoted from the transcript."""

    reason: HandoffReason
    note: str | None
    first_message: QuoteBody | None
    wants: QuoteBody | None = Field(description="The first message about the matter, unless it is the first of all.")
    last_message: QuoteBody | None
    open_question: QuoteBody | None = Field(description="The last message about the matter, unless it is the last.")
    tipped_by: TippedByBody | None
    details: list[BriefLineBody] = Field(description="Numbers and addresses.")
    answers: list[BriefLineBody] = Field(description="The articles that the customer was shown.")
    steps: list[BriefLineBody] = Field(description="Forms and questions of the bot.")
    mood: list[BriefLineBody]
    messages: int = Field(description="How many messages the customer wrote.")


class AcceptedBody(ResponseBody):
    conversation: StaffConversationBody
    transcript: list[MessageBody]
    brief: BriefBody


class StoredDraftBody(ResponseBody):
    """The agent's unsent text."""

    text: str | None
