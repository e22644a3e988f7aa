"""Search in transcripts: a full-text index for each kind of database

SQLite has a separate index. Triggers keep it in step with the messages, whatever writes them. PostgreSQL computes its
index from the messages.

Revision: 0006, after 0005.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PUNCTUATION = "-_./@:;,!?()[]{}<>\"'#%&*+=\\|~^$`"
"""The same as in conversations/search.py: a query only uses the index if both are equal."""

SQLITE = (
    # Separate row numbers: SQLite may renumber the messages when it vacuums.
    "CREATE TABLE searchable_messages (id INTEGER PRIMARY KEY, conversation_id VARCHAR(64) NOT NULL,"
    " seq INTEGER NOT NULL, CONSTRAINT uq_searchable_messages UNIQUE (conversation_id, seq))",
    "CREATE VIRTUAL TABLE message_search USING fts5(text, tokenize = 'unicode61 remove_diacritics 0')",
    "INSERT INTO searchable_messages (conversation_id, seq)"
    " SELECT conversation_id, seq FROM messages WHERE kind = 'text'",
    "INSERT INTO message_search (rowid, text) SELECT s.id, m.text FROM searchable_messages s"
    " JOIN messages m ON m.conversation_id = s.conversation_id AND m.seq = s.seq",
    "CREATE TRIGGER messages_searchable AFTER INSERT ON messages WHEN new.kind = 'text' BEGIN"
    " INSERT INTO searchable_messages (conversation_id, seq) VALUES (new.conversation_id, new.seq);"
    " INSERT INTO message_search (rowid, text) SELECT id, new.text FROM searchable_messages"
    " WHERE conversation_id = new.conversation_id AND seq = new.seq; END",
    "CREATE TRIGGER messages_changed AFTER UPDATE OF text ON messages WHEN new.kind = 'text' BEGIN"
    " UPDATE message_search SET text = new.text WHERE rowid = (SELECT id FROM searchable_messages"
    " WHERE conversation_id = new.conversation_id AND seq = new.seq); END",
    "CREATE TRIGGER messages_forgotten AFTER DELETE ON messages WHEN old.kind = 'text' BEGIN"
    " DELETE FROM message_search WHERE rowid = (SELECT id FROM searchable_messages"
    " WHERE conversation_id = old.conversation_id AND seq = old.seq);"
    " DELETE FROM searchable_messages WHERE conversation_id = old.conversation_id AND seq = old.seq; END",
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE:
            op.get_bind().exec_driver_sql(statement)
        return
    quoted = PUNCTUATION.replace("'", "''")
    blanks = " " * len(PUNCTUATION)
    op.execute(
        "CREATE INDEX ix_messages_text_search ON messages USING gin"
        f" (to_tsvector('simple'::regconfig, translate(text, '{quoted}', '{blanks}'))) WHERE kind = 'text'"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("messages_searchable", "messages_changed", "messages_forgotten"):
            op.execute(f"DROP TRIGGER {name}")
        op.execute("DROP TABLE message_search")
        op.execute("DROP TABLE searchable_messages")
        return
    op.drop_index("ix_messages_text_search", table_name="messages")
