"""Contact details: those left before there were phone numbers survive the migration."""

from alembic import command
from sqlalchemy import Connection, text

from conversations.contact import Contact
from conversations.conversation import Opening
from conversations.repository import insert_contact, list_contacts, list_of_customer
from conversations.service import get, open_conversation
from handoff.follow_ups.follow_up import FollowUp
from handoff.follow_ups.service import leave_contact
from kit.database import Database
from kit.schema import _config, check_schema, migrate
from tests.fixtures.story import START, Story


def leave_number(connection: Connection, conversation_id: str) -> FollowUp:
    left = Contact(None, "02 555 12 34", "")
    return leave_contact(connection, get(connection, conversation_id, lock=True), left, START)


def test_contacts_survive_the_migration_to_phone_numbers(database_url: str, database: Database, story: Story) -> None:
    conversation = story.conversation()
    story.say(conversation, "Where is my order?")
    left = Contact("mara@example.com", None, "after six")
    for contact in (left, Contact(None, "02 555 12 34", "")):
        database.write_now(insert_contact, conversation, contact, START)
    config = _config()
    config.attributes["address"] = database_url
    command.downgrade(config, "0017")
    with database.engine.connect() as connection:
        assert connection.execute(text("select email, note from contacts")).all() == [(left.email, left.note)]
    migrate(database_url)
    check_schema(database)
    assert database.read_now(list_contacts, conversation) == [left]
    assert len(story.transcript(conversation)) == 1
    made = database.write_now(leave_number, conversation)
    assert (made.email, made.phone) == (None, "02 555 12 34")


def test_the_longest_identifier_of_a_host_site_fits(database: Database) -> None:
    identity = {"id": "x" * 254, "name": None, "email": None}
    opened, _token = database.write_now(open_conversation, Opening(identity=identity), START)
    assert [each.id for each in database.read_now(list_of_customer, "x" * 254, "")] == [opened.id]
