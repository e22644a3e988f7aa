"""The tables of the knowledge base.

What an article says is in its versions, which never change; the article itself says which version is the newest and
which one is published. Vectors, topics and calibrations are derived and can be made again: they are stored only so
that a restart encodes and fits nothing. Decisions and outcomes are what the bot did and what happened then.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from kit.database import Instant, metadata

articles = Table(
    "articles",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("title", String(300), nullable=False),  # the newest version's, for lists
    Column("category", String(100), nullable=False),
    Column("locale", String(16), nullable=False),
    Column("state", String(16), nullable=False),  # draft, published, archived
    Column("version", Integer, nullable=False),
    Column("published_version", Integer),
    Column("updated_by", String(200), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("published_at", Instant),
    Column("audience", String(16), nullable=False, server_default="everyone"),  # see `audiences.audience`
    # How it is cared for: facts about the article that are no words of it, so they have no versions.
    Column("owner", String(200), nullable=False, server_default=""),
    Column("tags", JSON, nullable=False, server_default="[]"),
    Column("review_on", Date),
    Column("review_asked_by", String(200)),  # somebody wants a colleague to read it before it is published
    Column("translation_group", String(64)),  # the same for all translations of one article
    # Which version is published by itself, when, and in whose name.
    Column("scheduled_version", Integer),
    Column("scheduled_at", Instant),
    Column("scheduled_by", String(200)),
    Index("ix_articles_updated_at_id", "updated_at", "id"),
    Index("ix_articles_scheduled_at", "scheduled_at"),
    Index("ix_articles_translation_group", "translation_group"),
)

article_versions = Table(
    "article_versions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("article_id", String(64), ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("title", String(300), nullable=False),
    Column("body", Text, nullable=False),
    Column("questions", JSON, nullable=False),
    Column("category", String(100), nullable=False),
    Column("locale", String(16), nullable=False),
    Column("origin", String(32), nullable=False),  # written, imported, restored, mended
    Column("author", String(200), nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("article_id", "version"),
)

# Each publication and archival, in order: undoing one marks its row, and brings back what the row before it says.
article_publications = Table(
    "article_publications",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("article_id", String(64), ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("version", Integer),  # null: archived
    Column("author", String(200), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("undone_by", String(200)),
    Column("undone_at", Instant),
    Index("ix_article_publications_article_id", "article_id"),
)

# Where an imported article came from: the next import finds it by its path, and sees which are missing.
article_origins = Table(
    "article_origins",
    metadata,
    Column("article_id", String(64), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("source", String(300), nullable=False),
    Column("path", String(1000), nullable=False),
    Column("batch", String(64), nullable=False, server_default=text("''")),  # which came together
    Index("ix_article_origins_source", "source"),
)

# The addresses of help pages. An article keeps its old ones: they lead to the current one for good.
article_slugs = Table(
    "article_slugs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("article_id", String(64), ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("locale", String(16), nullable=False),
    Column("slug", String(100), nullable=False),
    Column("current", Boolean, nullable=False),
    UniqueConstraint("locale", "slug"),
    Index("ix_article_slugs_article_id", "article_id"),
)

# What readers of help pages answered to "Was this helpful?", by day. Nothing says who they were.
article_feedback = Table(
    "article_feedback",
    metadata,
    Column("article_id", String(64), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("locale", String(16), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("yes", Integer, nullable=False),
    Column("no", Integer, nullable=False),
    Index("ix_article_feedback_day", "day"),
)

# What colleagues say about an article while it is written. One that is settled stays readable and can be reopened.
article_comments = Table(
    "article_comments",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("article_id", String(64), ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("version", Integer, nullable=False),  # the newest one when it was written
    Column("quote", Text, nullable=False),  # the passage that it is about; empty: the whole article
    Column("text", Text, nullable=False),
    Column("author_id", String(64), nullable=False),
    Column("author", String(200), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("resolved_by", String(200)),
    Column("resolved_at", Instant),
    Index("ix_article_comments_article_id", "article_id"),
)

# The nearest articles by meaning, best first. Derived by `knowledge` after each publication.
related_articles = Table(
    "related_articles",
    metadata,
    Column("article_id", String(64), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("related", JSON, nullable=False),
)

# One row. Raised in the transaction that changes what is published, so nobody can see one without the other.
knowledge_state = Table(
    "knowledge_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("site_revision", Integer),  # raised when the help pages change otherwise: by what is related or linked
    Column("changed_at", Instant, nullable=False),
)

# Vectors by the hash of their text, separately for each encoder: int8 and float vectors never mix.
text_vectors = Table(
    "text_vectors",
    metadata,
    Column("encoder", String(64), primary_key=True),
    Column("text_hash", String(32), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

# What was learned to tell articles apart, named by its content. It can be learned again, so only the newest are kept.
topic_models = Table(
    "topic_models",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("encoder", String(64), nullable=False),
    Column("weights", LargeBinary, nullable=False),
    Column("created_at", Instant, nullable=False),
)

# Never deleted: a decision names the calibration that made it.
calibrations = Table(
    "calibrations",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("encoder", String(64), nullable=False),
    Column("knowledge_version", Integer, nullable=False),
    Column("fitted", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_calibrations_encoder_knowledge_version", "encoder", "knowledge_version"),
)

# What the bot decided on each question that reached `decide`, with the message that carried it. Deleted with its
# conversation, and written in the transaction that answers.
decisions = Table(
    "decisions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("in_context", Boolean, nullable=False),
    Column("action", String(16), nullable=False),
    Column("rule", String(64), nullable=False),
    Column("reason", String(64)),
    Column("article_id", String(64)),  # the best candidate's, whatever the action
    Column("choices", JSON, nullable=False),
    Column("probability", Float, nullable=False),
    Column("among_three", Float, nullable=False),
    Column("threshold", Float, nullable=False),
    Column("calibration", String(16)),
    Column("knowledge_version", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("conversation_id", "seq"),
    Index("ix_decisions_created_at", "created_at"),
    Index("ix_decisions_action", "action"),  # counted by metrics, without reading the questions
    Index("ix_decisions_article_id_created_at", "article_id", "created_at"),
)

# What happened after a decision: each kind of event at most once. `article_id` is the article the label is for.
outcomes = Table(
    "outcomes",
    metadata,
    Column("decision_id", String(64), ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True),
    Column("happened", String(32), primary_key=True),
    Column("article_id", String(64)),
    Column("label", String(8), nullable=False),  # right, wrong, unknown
    Column("weight", Float, nullable=False),  # how far the label is believed, 0 to 1
    Column("given_by", String(200)),
    Column("created_at", Instant, nullable=False),
)

# What a person must settle: a message with one of these phrases is handed over at once.
sensitive_topics = Table(
    "sensitive_topics",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(100), nullable=False, unique=True),
    Column("phrases", JSON, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("updated_by", String(200), nullable=False),
    Column("updated_at", Instant, nullable=False),
)

# The questions that an editor chose for the greeting, in their order; if there are none, the greeting chooses itself.
greeting_questions = Table(
    "greeting_questions",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("text", String(100), nullable=False),
    Column("set_by", String(200), nullable=False),
    Column("set_at", Instant, nullable=False),
)

# Every promise ever set, to show who changed the bot's behaviour and when; the newest one applies.
promises = Table(
    "promises",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("promise", Float, nullable=False),
    Column("set_by", String(200), nullable=False),
    Column("set_at", Instant, nullable=False),
)
