"""Who sees a picture: who may read a published article that shows it. What no published article shows, such as a
draft's picture, is for staff.
"""

from sqlalchemy import Connection

from chat.article_images import repository
from conversations import repository as conversations
from kit.auth import Principal
from kit.database import Database
from knowledge_base.articles.repository import knowledge_version
from knowledge_base.audiences.audience import Audience, may_read, reader_with


class ShownPictures:
    """What the published articles show, read again when something else is published."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._version = -1
        self._audiences: dict[str, Audience] = {}

    async def audience_of(self, image_id: str) -> Audience | None:
        """The widest audience of the articles that show it; None if no published article does."""
        if self._version != await self._database.read_few(knowledge_version):
            self._version, self._audiences = await self._database.read(repository.list_shown)
        return self._audiences.get(image_id)


def sees_all(caller: Principal) -> bool:
    return caller.is_person and not caller.must_enrol


def may_see(connection: Connection, conversation_id: str, image_id: str, audience: Audience | None) -> bool:
    """Whether the conversation's customer may. What the bot has quoted to them stays with its words."""
    conversation = conversations.find(connection, conversation_id)
    if conversation is None:
        return False
    if audience is not None and may_read(reader_with(conversation.identity), audience):
        return True
    return repository.was_quoted(connection, conversation_id, image_id)
