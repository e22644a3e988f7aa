"""Searching by words: any input is taken literally, invalid searches are refused, and both databases agree."""

import time

import pytest
from sqlalchemy import Connection, delete, select, text, update

from conversations import repository
from conversations.conversation import Opening
from conversations.models import conversations, messages
from conversations.search import find_matches, matching, parse_query, snippet
from conversations.service import open_conversation
from kit.database import Database
from kit.errors import BadRequest
from tests.fixtures.story import Story


def found(story: Story, q: str) -> list[str]:
    def run(connection: Connection) -> list[str]:
        query = select(conversations.c.id).where(matching(connection, parse_query(q)))
        return [each.id for each in repository.find_many(connection, query.order_by(conversations.c.created_at))]

    return story.database.read_now(run)


def saying(story: Story, *texts: str) -> str:
    story.clock.move(seconds=1)
    conversation = story.conversation()
    for each in texts:
        story.say(conversation, each)
    return conversation


def test_every_word_must_occur_in_the_conversation(story: Story) -> None:
    both = saying(story, "My order WW-48213 is late", "and I want a refund")
    one = saying(story, "How long does a REFUND take?")
    assert found(story, "refund") == [both, one]
    assert found(story, "refund order") == found(story, "order refund") == [both]
    assert found(story, "refu") == [both, one], "the start of a word is enough"
    assert found(story, "fund") == []


@pytest.mark.parametrize("q", ["48213", "ww-48213", "WW48213 ", "mara@example.com", "example", "it's", "3.14", "café"])
def test_numbers_addresses_and_accents_count_as_words(story: Story, q: str) -> None:
    conversation = saying(story, "WW-48213, WW48213; mara@example.com: it's 3.14 at the café.")
    assert found(story, q) == [conversation]


@pytest.mark.parametrize(
    "q", ["100%", "a_b", "x*y", 'say "so"', "drop'table", "\\o/ hello", "(hello)", "he:llo", "a-b"]
)
def test_characters_that_are_special_to_a_database_have_no_effect(story: Story, q: str) -> None:
    conversation = saying(story, f"she wrote {q} there")
    saying(story, "100 percent, axb, xzy, nothing")
    words = parse_query(q)
    assert conversation in found(story, q)
    assert len(found(story, q)) == (2 if words == ["100"] else 1)


def test_wildcards_alone_find_nothing(story: Story) -> None:
    saying(story, "hello")
    for q in ("%", "_", "*", "((((", '""""', "!!!", " ", "\x00", "&|!()"):
        with pytest.raises(BadRequest) as refused:
            parse_query(q)
        assert refused.value.code == "bad_query"


@pytest.mark.parametrize(
    "q", ["(" * 200, "((((", "word " * 5_000, "a b c d e f g h i j k l m n o p q r s t u", "x" * 201]
)
def test_an_invalid_search_is_refused_at_once(q: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(BadRequest) as refused:
        parse_query(q)
    assert refused.value.code == "bad_query"
    assert time.perf_counter() - begun < 0.05


def test_names_pages_and_identifiers_are_searched_too(story: Story) -> None:
    def opened(connection: Connection) -> str:
        identity = {"id": "c1", "name": "Mära Öst"}
        opening = Opening(page_url="https://shop.example/heron", identity=identity)
        return open_conversation(connection, opening, story.clock())[0].id

    conversation = story.database.write_now(opened)
    saying(story, "hello")
    for q in ("mära", "MÄRA", "öst", "heron", conversation.removeprefix("conv_")[:12]):
        assert found(story, q) == [conversation], q


def test_changed_or_deleted_text_is_no_longer_found(story: Story) -> None:
    changed, gone = saying(story, "secret"), saying(story, "secret")

    def run(connection: Connection) -> None:
        connection.execute(update(messages).where(messages.c.conversation_id == changed).values(text="removed"))
        connection.execute(delete(conversations).where(conversations.c.id == gone))

    story.database.write_now(run)
    assert found(story, "secret") == []
    assert found(story, "removed") == [changed]


def test_the_latest_message_with_the_word_is_shown(story: Story) -> None:
    conversation = saying(story, "a refund please", "hello?", "the refund!")

    def run(connection: Connection) -> dict[str, int]:
        return find_matches(connection, ["refund"], [conversation])

    assert story.database.read_now(run) == {conversation: 3}


def test_a_snippet_surrounds_the_word() -> None:
    long = "word " * 100 + "refund\n\nhere " + "more " * 100
    assert snippet("short\n text") == "short text"
    assert "refund here" in snippet(long, ["refund"])
    assert snippet(long, ["refund"]).startswith("…")
    assert len(snippet(long, ["refund"])) <= 162


def test_postgresql_uses_its_index(database: Database, story: Story) -> None:
    if database.is_sqlite:
        return
    saying(story, "refund")

    def plan(connection: Connection) -> str:
        connection.execute(text("set enable_seqscan = off"))
        query = select(conversations.c.id).where(matching(connection, ["refund"]))
        compiled = query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
        return "\n".join(row[0] for row in connection.exec_driver_sql(f"explain {compiled}"))

    assert "ix_messages_text_search" in story.database.read_now(plan)
